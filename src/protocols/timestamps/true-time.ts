/**
 * TrueTime (Corbett et al., OSDI 2012, §3): a clock that says how wrong it may be. True time lies within the interval as
 * long as the node's clock keeps its stated bound: |local − true| ≤ uncertaintyUs.
 *
 * Left out: the bound is a constant; Spanner's grows between synchronizations and shrinks with them.
 */
export interface TrueTime {
  /** µs; earliest ≤ latest */
  readonly earliest: number;
  readonly latest: number;
}

/** `TT.now()`, from what the node's own clock shows. */
export function trueTimeNow(localUs: number, uncertaintyUs: number): TrueTime {
  return { earliest: localUs - uncertaintyUs, latest: localUs + uncertaintyUs };
}

/** `TT.after(t)`: `timeUs` has definitely passed. Commit wait ends when this is true of the commit timestamp (§4.1.2). */
export function hasPassed(timeUs: number, now: TrueTime): boolean {
  return timeUs < now.earliest;
}

/** `TT.before(t)`: `timeUs` has definitely not arrived. */
export function isAhead(timeUs: number, now: TrueTime): boolean {
  return now.latest < timeUs;
}
