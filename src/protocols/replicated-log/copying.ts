import type { Context } from "../../cluster/index.ts";
import { createSessionStore, executeOnce, type SessionStore } from "../state-machines/sessions.ts";
import {
  append,
  cutFrom,
  entriesFrom,
  entryAt,
  epochAt,
  lastIndex,
  type DurableLog,
  type Entry,
} from "./log.ts";

/**
 * How a log is copied from node to node. A batch says behind which entry it belongs. Batches follow one another without
 * waiting for answers; should one be lost, the next does not fit, and its receiver says from where on to ship again.
 */
export interface Batch {
  readonly prevIndex: number;
  readonly prevEpoch: number;
  readonly entries: readonly Entry[];
}

/** What a sender knows of one copy. 0 ≤ match < next ≤ lastIndex + 1 */
export interface CopyProgress {
  /** The copy is the same, and durable, up to here. */
  match: number;
  /** The next entry to ship. */
  next: number;
  /** The round that last went back for it: refusals of earlier ones say nothing new. */
  backRound: number;
}

const MOST_ENTRIES = 64;

/** What the copy lacks of the first `last` entries, as far as it fits into one message. */
export function batchFrom(log: DurableLog, next: number, last: number): Batch {
  const count = Math.min(MOST_ENTRIES, last - next + 1);
  return {
    prevIndex: next - 1,
    prevEpoch: epochAt(log, next - 1),
    entries: count <= 0 ? [] : entriesFrom(log, next, count),
  };
}

export function countStored(progress: CopyProgress, index: number): void {
  progress.match = Math.max(progress.match, index);
  progress.next = Math.max(progress.next, progress.match + 1);
}

/**
 * A batch of `round` did not fit: true when it is to be shipped again from `index` on, in round `nextRound`. A copy may have
 * lost what it had, where somebody else may cut it.
 */
export function goBack(progress: CopyProgress, round: number, index: number, nextRound: number): boolean {
  if (round < progress.backRound) return false;
  progress.match = Math.min(progress.match, index - 1);
  progress.next = index;
  progress.backRound = nextRound;
  return true;
}

export function fits(log: DurableLog, { prevIndex, prevEpoch }: Batch): boolean {
  return epochAt(log, prevIndex) === prevEpoch;
}

/** Where to ship again from: the end of this log, or where the epoch that does not fit begins in it. */
export function fallBackOf(log: DurableLog, { prevIndex }: Batch): number {
  if (prevIndex > lastIndex(log)) return lastIndex(log) + 1;
  const epoch = epochAt(log, prevIndex);
  let index = prevIndex;
  while (index > 1 && epochAt(log, index - 1) === epoch) index--;
  return index;
}

/** Entries that the sender has not go, with all behind them; those that are new come. `onCut` is told before. */
export function store(
  log: DurableLog,
  { prevIndex, entries }: Batch,
  onCut: (index: number) => void,
  ctx: Context,
): void {
  for (let offset = 0; offset < entries.length; offset++) {
    const entry = entries[offset]!;
    const index = prevIndex + 1 + offset;
    const held = epochAt(log, index);
    if (held === entry.epoch) continue;
    if (held >= 0) {
      onCut(index);
      cutFrom(log, index, ctx);
    }
    append(log, entry, ctx);
  }
}

/** A store in which the first `count` entries have been carried out. */
export function replay(log: DurableLog, count: number): SessionStore {
  const machine = createSessionStore();
  for (let index = 1; index <= count; index++) {
    const { command } = entryAt(log, index)!;
    if (command !== null) executeOnce(machine, command);
  }
  return machine;
}
