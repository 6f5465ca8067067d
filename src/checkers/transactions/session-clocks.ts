import { visitTime } from "./dependencies.ts";
import type { Inference } from "./inference.ts";

/** More cells of clocks are not made; then who is seen is found one by one. */
const MOST_CELLS = 1 << 24;

/**
 * Whom every transaction has seen by reads and sessions, as vector clocks: how many of each session. Of those that wrote a
 * key the last of each session says all, for the earlier ones come before it.
 */
export interface SessionClocks {
  /** For the keys that a transaction reads: of each session the last that it has seen to write one. */
  readonly latestSeen: (reader: number) => readonly number[];
  readonly steps: number;
}

/** Undefined when there are too many sessions. What was read and sessions must have no cycle. */
export function createSessionClocks(inference: Inference): SessionClocks | undefined {
  const { sessionOf, placeOf, sessions, before } = findSessions(inference);
  const count = inference.transactions.length;
  if (count * sessions > MOST_CELLS) return undefined;
  const clocks = new Int32Array(count * sessions);
  for (const [one, earlier] of inCausalOrder(inference, before)) {
    for (const seen of earlier) {
      for (let session = 0; session < sessions; session++) {
        const cell = one * sessions + session;
        clocks[cell] = Math.max(clocks[cell]!, clocks[seen * sessions + session]!);
      }
      const cell = one * sessions + sessionOf[seen]!;
      clocks[cell] = Math.max(clocks[cell]!, placeOf[seen]! + 1);
    }
  }
  const writers = findWriters(inference, sessionOf);
  const latestSeen = (reader: number): readonly number[] => {
    const found = new Set<number>();
    for (const { key } of inference.reads[reader]!) {
      for (const [session, some] of writers[key]!) {
        const last = lastBelow(some, placeOf, clocks[reader * sessions + session]!);
        if (last !== undefined) found.add(last);
      }
    }
    return [...found];
  };
  return { latestSeen, steps: clocks.length };
}

/** A session is what a process completed, in order; what it was not told the end of is a session by itself. */
function findSessions({ transactions }: Inference): {
  readonly sessionOf: Int32Array;
  readonly placeOf: Int32Array;
  readonly before: Int32Array;
  readonly sessions: number;
} {
  const before = new Int32Array(transactions.length).fill(-1);
  visitTime(transactions, "sessions", (earlier, later) => {
    before[later] = earlier;
  });
  const sessionOf = new Int32Array(transactions.length);
  const placeOf = new Int32Array(transactions.length);
  let sessions = 0;
  for (const [index, { type }] of transactions.entries()) {
    const earlier = type === "ok" ? before[index]! : -1;
    sessionOf[index] = earlier < 0 ? sessions++ : sessionOf[earlier]!;
    placeOf[index] = earlier < 0 ? 0 : placeOf[earlier]! + 1;
  }
  return { sessionOf, placeOf, before, sessions };
}

/** Every transaction after those that it read from and the one before it in its session, which come with it. */
function* inCausalOrder(
  { reads }: Inference,
  before: Int32Array,
): Generator<readonly [one: number, earlier: readonly number[]]> {
  const earlier = reads.map((versions, one) =>
    [...versions.map(({ writer }) => writer), before[one]!].filter((other) => other >= 0 && other !== one),
  );
  const later = reads.map((): number[] => []);
  for (const [one, some] of earlier.entries()) for (const other of some) later[other]!.push(one);
  const waiting = Int32Array.from(earlier, (some) => some.length);
  const ready = [...waiting.keys()].filter((one) => waiting[one] === 0);
  for (const one of ready) {
    yield [one, earlier[one]!];
    for (const next of later[one]!) if (--waiting[next]! === 0) ready.push(next);
  }
}

/** By key: of each session those that write it, in order. */
function findWriters(
  { keys, writes }: Inference,
  sessionOf: Int32Array,
): readonly ReadonlyMap<number, readonly number[]>[] {
  const writers = keys.map(() => new Map<number, number[]>());
  for (const [writer, versions] of writes.entries()) {
    for (const { key } of versions) {
      const known = writers[key]!.get(sessionOf[writer]!);
      if (known === undefined) writers[key]!.set(sessionOf[writer]!, [writer]);
      else known.push(writer);
    }
  }
  return writers;
}

/** The last whose place is below a limit; places rise. */
function lastBelow(some: readonly number[], placeOf: Int32Array, limit: number): number | undefined {
  let [low, high] = [0, some.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (placeOf[some[middle]!]! < limit) low = middle + 1;
    else high = middle;
  }
  return some[low - 1];
}
