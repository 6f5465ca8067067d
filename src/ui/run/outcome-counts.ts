import { rank } from "./rank.ts";

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
