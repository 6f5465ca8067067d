/** How a finished operation ended. */
export type Ended = "ok" | "fail" | "info";

/** The events at which operations of one client ended, ascending, by how they did: counts without a walk. */
export class OutcomeCounts {
  readonly #events: Readonly<Record<Ended, number[]>> = { ok: [], fail: [], info: [] };

  /** Events come in order. */
  add(outcome: Ended, event: number): void {
    this.#events[outcome].push(event);
  }

  /** How many ended so at a record with `from ≤ record < end`. */
  count(outcome: Ended, from: number, end: number): number {
    const events = this.#events[outcome];
    return Math.max(0, rank(events, end) - rank(events, from));
  }
}

/** How many of ascending events come before `event`. */
function rank(events: readonly number[], event: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (events[middle]! < event) low = middle + 1;
    else high = middle;
  }
  return low;
}
