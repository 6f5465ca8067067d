import { describeValue } from "../describe.ts";
import type { Operation, Value } from "../../history/index.ts";
import type { Finding } from "./inference.ts";

/** Collects findings: of every anomaly the first, for one is enough to break a level. */
export class Findings {
  readonly #found = new Map<string, Finding>();
  readonly #operations: readonly Operation[];

  constructor(operations: readonly Operation[]) {
    this.#operations = operations;
  }

  get all(): Finding[] {
    return [...this.#found.values()];
  }

  /**
   * `tell` gets the names of `indexes` (operations by number, the first is the one that saw it) and answers whole
   * sentences. Relations run between places in `indexes`.
   */
  add(
    anomaly: string,
    breaks: Finding["breaks"],
    indexes: readonly number[],
    tell: (names: readonly string[]) => string,
    relations: readonly (readonly [from: number, to: number, kind: string])[] = [],
  ): void {
    if (this.#found.has(anomaly)) return;
    const sorted = [...new Set(indexes)].sort((a, b) => a - b);
    const placeOf = (at: number): number => sorted.indexOf(indexes[at]!);
    this.#found.set(anomaly, {
      anomaly,
      breaks,
      why: tell(indexes.map((_, at) => `T${placeOf(at) + 1}`)),
      operations: sorted.map((index) => this.#operations[index]!),
      relations: relations.map(([from, to, kind]) => ({ from: placeOf(from), to: placeOf(to), kind })),
    });
  }

  /** A read of what an aborted transaction wrote. */
  addAbortedRead(reader: number, writer: number, key: string, value: Value): void {
    this.add(
      "G1a",
      "read-committed",
      [reader, writer],
      ([t1, t2]) =>
        `${t1} read ${describeValue(value)} under ${key}, which ${t2} wrote, and ${t2} aborted (G1a, an aborted read).`,
      [[1, 0, "wr"]],
    );
  }

  /** A read of what a transaction wrote and wrote over before its end. */
  addIntermediateRead(reader: number, writer: number, key: string, value: Value): void {
    this.add(
      "G1b",
      "read-committed",
      [reader, writer],
      ([t1, t2]) =>
        `${t1} read ${describeValue(value)} as the last under ${key}, but ${t2}, which wrote it, wrote to ${key} again before it ended (G1b, an intermediate read).`,
      [[1, 0, "wr"]],
    );
  }

  /** A read of what nobody wrote. */
  addGarbageRead(reader: number, key: string, value: Value): void {
    this.add(
      "garbage-read",
      "read-committed",
      [reader],
      ([t1]) => `${t1} read ${describeValue(value)} under ${key}, which no transaction wrote.`,
    );
  }

  /** A read of what the same transaction wrote only later. */
  addFutureRead(reader: number, key: string, value: Value): void {
    this.add(
      "future-read",
      "read-committed",
      [reader],
      ([t1]) => `${t1} read ${describeValue(value)} under ${key} before it wrote that itself.`,
    );
  }

  /** A read that contradicts what the same transaction read or wrote before. */
  addInternal(reader: number, key: string, read: Value, expected: string): void {
    this.add(
      "internal",
      "read-atomic",
      [reader],
      ([t1]) =>
        `${t1} read ${describeValue(read)} under ${key}, although by what it had itself read and written before that should have been ${expected} (internal inconsistency).`,
    );
  }
}
