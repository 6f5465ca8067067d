import { formatDuration } from "../base/index.ts";
import type { Operation } from "../history/index.ts";
import { describeOperation } from "./describe.ts";
import type { LevelResult, LevelWitness } from "./level-result.ts";
import { isRead, measureStaleness, writesBehind, type Staleness } from "./staleness.ts";

/** How old at most what a read returns may be; what is left out is not bounded. */
export interface StalenessBound {
  readonly versions?: number;
  readonly us?: number;
}

/**
 * Bounded staleness: no read is certainly older than the bound (see `measureStaleness`). Ages are lower bounds, so `invalid` is
 * certain, and `valid` says that nothing contradicts.
 */
export function checkBoundedStaleness(
  operations: readonly Operation[],
  { versions = Infinity, us = Infinity }: StalenessBound,
): LevelResult {
  const reads = operations.filter(isRead);
  const isTimed = operations.every(({ invokeUs }) => invokeUs !== undefined);
  if (us !== Infinity && !isTimed)
    return { verdict: "unknown", why: "The history does not tell when its operations began and ended." };
  const all = measureStaleness(operations);
  if (reads.length > 0 && all.length === 0)
    return { verdict: "unknown", why: "Of no read it can be told from its value how old that was." };
  const age = ({ versions: behind, us: late }: Staleness): number => (us === Infinity ? behind : late);
  const stalest = all
    .filter((one) => one.versions > versions || one.us > us)
    .reduce<Staleness | undefined>(
      (oldest, one) => (oldest === undefined || age(one) > age(oldest) ? one : oldest),
      undefined,
    );
  if (stalest !== undefined) return explain(stalest, operations, isTimed);
  return {
    verdict: "valid",
    why: `None of the ${all.length} reads of which it can be told was certainly older than the bound.`,
  };
}

function explain(stalest: Staleness, operations: readonly Operation[], isTimed: boolean): LevelResult {
  const { read, versions, us } = stalest;
  const count = versions === 1 ? "1 newer value" : `${versions} newer values`;
  const since = isTimed ? `, the first of them ${formatDuration(us)} before` : "";
  const why = `When ${describeOperation(read)} by process ${read.process} began, ${count} had been written and acknowledged${since}.`;
  return { verdict: "invalid", why, witness: toWitness(stalest, operations) };
}

function toWitness(stalest: Staleness, operations: readonly Operation[]): LevelWitness {
  const writes = writesBehind(stalest, operations);
  const last = writes.length;
  const relations = writes.map((write, from) => {
    const kind = write.completeEntry === stalest.since ? "reads from" : "real time";
    return { from, to: last, kind };
  });
  return { operations: [...writes, stalest.read], relations };
}
