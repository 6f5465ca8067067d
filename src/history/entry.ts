import type { Value } from "./value.ts";

/**
 * A history is the list of what clients saw: `invoke`, then `ok`, `fail` or `info`, by process.
 *
 * - `ok`: it happened, and `value` is what the client was told.
 * - `fail`: it certainly did not take effect. A `cas` that failed **without** an `error` is the answer "the
 *   register did not hold the expected value", which a checker holds against the store; any other
 *   `fail` constrains nothing.
 * - `info`: nobody knows; it may take effect at any later moment, or never. Its process is never used again.
 */
export type EntryType = "invoke" | "ok" | "fail" | "info";

export const ENTRY_TYPES: readonly EntryType[] = ["invoke", "ok", "fail", "info"];

/** One line of a history. `timeUs` is virtual time in µs, or absent where a source gives only an order. */
export interface HistoryEntry {
  readonly type: EntryType;
  readonly process: number;
  /** The operation's name: `read`, `write`, `cas`, `get`, `put`, `append`, … */
  readonly f: string;
  /** The independent object it concerns; absent when there is only one. */
  readonly key?: string;
  /** Input on `invoke`; result on `ok`. `cas` takes `[expected, new]`. */
  readonly value: Value;
  readonly timeUs?: number;
  /** Why, on `fail` and `info`: `timed-out`, `not-leader`, … */
  readonly error?: string;
}

/** An entry read from a file, with its place there: `line` and `column` count from 1. */
export interface LocatedEntry extends HistoryEntry {
  readonly line: number;
  readonly column: number;
}
