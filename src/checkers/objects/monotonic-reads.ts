import type { Budget } from "../budget.ts";
import { findOlder } from "./older.ts";
import type { ObservedHistory } from "./observed-history.ts";
import type { Violation } from "./violation.ts";

/**
 * Monotonic reads (Terry et al., PDIS 1994): for each process and key, the versions in the order in which it read them agree with
 * the order in which each process wrote the key. So it never reads a version again after another one (a, b, a), and never one
 * that is older (see `findOlder`) than a write that it has seen.
 */
export function findMonotonicReadsViolation(history: ObservedHistory, budget: Budget): Violation | undefined {
  for (const operations of history.layout.byProcess) {
    const keys = new Map<number, SeenOfKey>();
    for (const read of operations) {
      if (history.reads[read]! < 0) continue;
      const key = history.layout.key[read]!;
      const seen = keys.get(key) ?? { last: -1, readers: new Map<number, number>(), newest: new Map() };
      keys.set(key, seen);
      const violation = findTwice(history, read, seen) ?? findBackwards(history, read, seen);
      if (violation !== undefined) return violation;
      remember(history, read, seen);
      if (!budget.spend(1 + seen.newest.size)) return undefined;
    }
  }
  return undefined;
}

/** What a process has read of one key. */
interface SeenOfKey {
  /** Its last read; −1 for none. */
  last: number;
  /** Of each version the first read of it. */
  readonly readers: Map<number, number>;
  /** Of each process the newest rank that was seen, and the first read of it. */
  readonly newest: Map<number, { readonly rank: number; readonly read: number }>;
}

function remember({ versions, reads }: ObservedHistory, read: number, seen: SeenOfKey): void {
  const version = reads[read]!;
  seen.last = read;
  if (!seen.readers.has(version)) seen.readers.set(version, read);
  for (const { process, newest } of versions.spansOf(version)) {
    if (newest > (seen.newest.get(process)?.rank ?? -1)) seen.newest.set(process, { rank: newest, read });
  }
}

function findTwice(
  { reads }: ObservedHistory,
  read: number,
  { last, readers }: SeenOfKey,
): Violation | undefined {
  const first = readers.get(reads[read]!);
  if (first === undefined || reads[last] === reads[read]) return undefined;
  return {
    pattern: "monotonic-reads",
    operations: [first, last, read],
    arrows: [],
    explain: (name) =>
      `One process has ${name(first)}, then ${name(last)}, then ${name(read)} again: whatever the order of the two values, it went back once.`,
  };
}

function findBackwards(history: ObservedHistory, read: number, { newest }: SeenOfKey): Violation | undefined {
  for (const [process, { rank, read: before }] of newest) {
    const write = findOlder(history, read, process, rank);
    if (write === undefined) continue;
    return {
      pattern: "monotonic-reads",
      operations: [write, before, read],
      arrows: [],
      explain: (name) =>
        `After ${name(before)} the same process has ${name(read)}, which is older than ${name(write)}.`,
    };
  }
  return undefined;
}
