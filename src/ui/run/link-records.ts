import type { Columns } from "./columns.ts";
import { isDrop, isMessage, NO_CAUSE } from "./kinds.ts";
import { rank } from "./rank.ts";

/** What became of the messages of one directed link up to some event. */
export interface LinkCounts {
  readonly arrived: number;
  readonly dropped: number;
  /** The last record that ended a message's flight; −1: none. */
  readonly last: number;
}

/** Delays that are looked at to say how long messages take. */
const SAMPLE = 500;

/** The records that end the flight of a message from one node to another, ascending. */
export class LinkRecords {
  readonly #from: number;
  readonly #to: number;
  readonly #records: number[] = [];
  /** Of the first n records, how many were dropped. */
  readonly #dropped: number[] = [0];
  #indexed = 0;

  constructor(from: number, to: number) {
    this.#from = from;
    this.#to = to;
  }

  /** Takes in what came since the last call: two comparisons a record. */
  extend(columns: Columns): void {
    const { node, peer, kind, length } = columns;
    for (let record = this.#indexed; record < length; record++) {
      if (node[record] !== this.#to || peer[record] !== this.#from || !isMessage(kind[record]!)) continue;
      this.#records.push(record);
      this.#dropped.push(this.#dropped[this.#dropped.length - 1]! + (isDrop(kind[record]!) ? 1 : 0));
    }
    this.#indexed = length;
  }

  countsUntil(event: number): LinkCounts {
    const count = rank(this.#records, event + 1);
    const dropped = this.#dropped[count]!;
    return { arrived: count - dropped, dropped, last: this.#records[count - 1] ?? -1 };
  }

  /** Delays of the newest messages that arrived at or before record `event`, µs, ascending. */
  delaysUntil(event: number, columns: Columns): number[] {
    const delays: number[] = [];
    for (let at = rank(this.#records, event + 1) - 1; at >= 0 && delays.length < SAMPLE; at--) {
      const record = this.#records[at]!;
      const cause = columns.cause[record]!;
      if (isDrop(columns.kind[record]!) || cause === NO_CAUSE) continue;
      delays.push(columns.timeUs[record]! - columns.timeUs[cause]!);
    }
    return delays.sort((a, b) => a - b);
  }
}

/** The value below which a share of an ascending list lies; undefined of an empty one. */
export function quantile(ascending: readonly number[], share: number): number | undefined {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))];
}
