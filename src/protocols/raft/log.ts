import { createAppendList, pushTo, truncate, valueAt, valuesOf, type AppendList } from "../../base/index.ts";
import type { ClientRequest, NodeId } from "../../cluster/index.ts";

/** One entry; never changed once made, and shared by all who hold it. */
export interface Entry {
  readonly term: number;
  /** What the state machine is to do; null for the empty entry of a new leader (§8). */
  readonly command: ClientRequest | null;
  /** Who asked for it; the leader of `term` answers it. */
  readonly client: NodeId;
}

/**
 * The replicated log. Indexes count from 1, as in the paper; index 0 with term 0 stands before every log.
 *
 * Terms never fall from one entry to the next: a leader appends only entries of its own term, behind those of
 * earlier ones. So the entries of a term are found by bisection.
 */
export interface Log {
  readonly entries: AppendList<Entry>;
  /** Index and term of the last entry that a log snapshot replaced (thesis §5.1); 0 while there are none. */
  readonly baseIndex: number;
  readonly baseTerm: number;
  /** How often entries were taken away since the node started, and from which index on the last time. */
  cuts: number;
  cutFrom: number;
}

export function createLog(entries: AppendList<Entry> = createAppendList()): Log {
  return { entries, baseIndex: 0, baseTerm: 0, cuts: 0, cutFrom: 0 };
}

export function firstIndex(log: Log): number {
  return log.baseIndex + 1;
}

export function lastIndex(log: Log): number {
  return log.baseIndex + log.entries.length;
}

export function lastTerm(log: Log): number {
  return termAt(log, lastIndex(log));
}

export function entryAt(log: Log, index: number): Entry | undefined {
  return valueAt(log.entries, index - log.baseIndex - 1);
}

/** The term of the entry at `index`, 0 ≤ index ≤ lastIndex; −1 behind the end. */
export function termAt(log: Log, index: number): number {
  if (index === log.baseIndex) return log.baseTerm;
  return entryAt(log, index)?.term ?? -1;
}

/** At most `count` entries from `index` on. */
export function entriesFrom(log: Log, index: number, count: number): readonly Entry[] {
  const start = index - log.baseIndex - 1;
  return valuesOf(log.entries, start, start + count);
}

export function appendTo(log: Log, entry: Entry): void {
  pushTo(log.entries, entry);
}

/** Takes away the entry at `index` and all that follow. */
export function cut(log: Log, index: number): void {
  truncate(log.entries, index - log.baseIndex - 1);
  log.cuts++;
  log.cutFrom = index;
}

/** The index of the first entry whose term is at least `term`; lastIndex + 1 when there is none. */
export function firstIndexOfTerm(log: Log, term: number): number {
  let low = firstIndex(log);
  let high = lastIndex(log) + 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (termAt(log, middle) < term) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** §5.4.1: another log is at least as up-to-date when its last term is later, or the same and it is not shorter. */
export function isUpToDate(log: Log, otherLastTerm: number, otherLastIndex: number): boolean {
  const term = lastTerm(log);
  return otherLastTerm > term || (otherLastTerm === term && otherLastIndex >= lastIndex(log));
}
