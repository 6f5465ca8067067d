/** A run in stretches of equal, round length: the last one may reach beyond the end. */
export interface TimeBins {
  readonly widthUs: number;
  readonly count: number;
}

/** More would be narrower than a chart can show. */
const MOST_BINS = 150;

export function timeBins(untilUs: number): TimeBins {
  const atLeast = Math.max(1, untilUs / MOST_BINS);
  const decade = 10 ** Math.floor(Math.log10(atLeast));
  const widthUs = [1, 2, 5, 10].map((step) => step * decade).find((width) => width >= atLeast)!;
  return { widthUs, count: Math.max(1, Math.ceil(untilUs / widthUs)) };
}

/** Where a time belongs; what lies outside of the run belongs to its first or last bin. */
export function binOf({ widthUs, count }: TimeBins, us: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(us / widthUs)));
}

/** How often something happened in each bin, and the record of the first time. */
export class BinCounter {
  readonly counts: Float64Array;
  readonly #first: Int32Array;
  total = 0;

  constructor(bins: number) {
    this.counts = new Float64Array(bins);
    this.#first = new Int32Array(bins).fill(-1);
  }

  add(bin: number, event: number): void {
    this.counts[bin]!++;
    this.total++;
    const first = this.#first[bin]!;
    if (first < 0 || event < first) this.#first[bin] = event;
  }

  /** −1: it never happened there. */
  firstEvent(bin: number): number {
    return this.#first[bin] ?? -1;
  }
}
