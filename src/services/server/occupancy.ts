/**
 * How many are in a system over time: the area under N(t), exact. Plain data; times in µs, never decreasing.
 *
 * Little's law then holds exactly: the area up to now is the sum of the times that all spent in the system, those who
 * are still there counted up to now.
 */
export interface Occupancy {
  present: number;
  /** ∫ N dt from `startUs` to `sinceUs`. */
  areaUs: number;
  sinceUs: number;
  readonly startUs: number;
}

export function createOccupancy(nowUs: number): Occupancy {
  return { present: 0, areaUs: 0, sinceUs: nowUs, startUs: nowUs };
}

export function changeOccupancy(occupancy: Occupancy, by: 1 | -1, nowUs: number): void {
  occupancy.areaUs += occupancy.present * (nowUs - occupancy.sinceUs);
  occupancy.sinceUs = nowUs;
  occupancy.present += by;
}

/** The area up to now. */
export function areaUntil({ areaUs, present, sinceUs }: Occupancy, nowUs: number): number {
  return areaUs + present * (nowUs - sinceUs);
}
