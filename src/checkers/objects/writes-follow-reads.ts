import { countLeading } from "../../base/index.ts";
import type { Budget } from "../budget.ts";
import { Observations, type Observation } from "./observations.ts";
import { findOlder } from "./older.ts";
import type { ObservedHistory } from "./observed-history.ts";
import type { Violation } from "./violation.ts";

/**
 * Writes follow reads (Terry et al., PDIS 1994): when a process read w0 and then wrote w2, to any keys, and somebody has read w2,
 * then he reads nothing afterwards that is older than w0 (see `findOlder`). Nor, where w2 is to the key of w0, the very value that
 * the process had read before it overwrote it.
 */
export function findWritesFollowReadsViolation(
  history: ObservedHistory,
  budget: Budget,
): Violation | undefined {
  const past = new PastReads(history);
  for (const operations of history.layout.byProcess) {
    const observations = new Observations(history);
    const ofKey = new Map<number, Observations>();
    for (const read of operations) {
      if (history.reads[read]! < 0) continue;
      const key = history.layout.key[read]!;
      const toKey = ofKey.get(key) ?? new Observations(history);
      ofKey.set(key, toKey);
      for (const observation of observations.all) {
        const violation = findMissing(history, read, observation, past, budget);
        if (violation !== undefined) return violation;
      }
      for (const observation of toKey.all) {
        const violation = findOverwritten(history, read, observation, past);
        if (violation !== undefined) return violation;
      }
      observations.add(read);
      toKey.add(read);
      if (!budget.spend(1 + observations.size)) return undefined;
    }
  }
  return undefined;
}

/** What each process had read of each key by a point of its process order. */
class PastReads {
  readonly #history: ObservedHistory;
  readonly #reads = new Map<number, ReadOfKey[]>();
  readonly #first = new Map<number, number>();

  constructor(history: ObservedHistory) {
    const { layout, versions, reads } = history;
    this.#history = history;
    for (const read of layout.byProcess.flat()) {
      const version = reads[read]!;
      if (version < 0) continue;
      const name = this.#nameOf(layout.process[read]!, layout.key[read]!);
      const list = this.#reads.get(name) ?? [];
      this.#reads.set(name, list);
      const newest = new Map(list.at(-1)?.newest);
      for (const span of versions.spansOf(version)) {
        if (span.newest > (newest.get(span.process)?.rank ?? -1))
          newest.set(span.process, { rank: span.newest, read });
      }
      list.push({ position: layout.position[read]!, newest });
      const firstName = version * layout.processes + layout.process[read]!;
      if (!this.#first.has(firstName)) this.#first.set(firstName, read);
    }
  }

  /** Of each process the newest write to the key that `process` had read by its operation at `position`: a cas reads first. */
  newestBy(process: number, key: number, position: number): ReadOfKey["newest"] | undefined {
    const list = this.#reads.get(this.#nameOf(process, key)) ?? [];
    const count = countLeading(list.length, (index) => list[index]!.position <= position);
    return list[count - 1]?.newest;
  }

  /** The first read of the version by the process. */
  firstOf(version: number, process: number): number | undefined {
    return this.#first.get(version * this.#history.layout.processes + process);
  }

  #nameOf(process: number, key: number): number {
    return process * this.#history.layout.keys + key;
  }
}

interface ReadOfKey {
  readonly position: number;
  /** Up to here, by process: the newest rank that was seen, and the read that showed it. */
  readonly newest: ReadonlyMap<number, { readonly rank: number; readonly read: number }>;
}

function findMissing(
  history: ObservedHistory,
  read: number,
  { process, write, read: observer }: Observation,
  past: PastReads,
  budget: Budget,
): Violation | undefined {
  const { layout } = history;
  const newest = past.newestBy(process, layout.key[read]!, layout.position[write]!);
  if (newest === undefined) return undefined;
  budget.spend(newest.size);
  for (const [author, { rank, read: question }] of newest) {
    const missing = findOlder(history, read, author, rank);
    if (missing === undefined) continue;
    return {
      pattern: "writes-follow-reads",
      operations: [missing, question, write, observer, read],
      arrows: [],
      explain: (name) =>
        `After ${name(question)} the same process made ${name(write)}. With ${name(observer)} another has seen that, and then has ${name(read)}, which is older than ${name(missing)}.`,
    };
  }
  return undefined;
}

function findOverwritten(
  { layout, reads }: ObservedHistory,
  read: number,
  { process, write, read: observer }: Observation,
  past: PastReads,
): Violation | undefined {
  const first = past.firstOf(reads[read]!, process);
  if (first === undefined || layout.position[first]! > layout.position[write]!) return undefined;
  return {
    pattern: "writes-follow-reads",
    operations: [first, write, observer, read],
    arrows: [],
    explain: (name) =>
      first === write
        ? `${name(write)} has overwritten a value. With ${name(observer)} another process has seen that, and then has ${name(read)}, the overwritten one.`
        : `After ${name(first)} the same process made ${name(write)}. With ${name(observer)} another has seen that, and then has ${name(read)}, which was overwritten.`,
  };
}
