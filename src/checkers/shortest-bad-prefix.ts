import type { Operation } from "../history/index.ts";
import type { Budget } from "./budget.ts";
import type { LinearizationSearch } from "./linearization-search.ts";
import type { AnyModel } from "./model.ts";
import { createSearch } from "./partition-check.ts";
import { firstEntries, toPartition } from "./partition.ts";

export interface BadPrefix {
  /** The history's first `entries` entries are not linearizable. */
  readonly entries: number;
  /** True when one entry less would be; false when the budget ended before that was known. */
  readonly isShortest: boolean;
}

/**
 * The shortest prefix of the history whose part on one key is not linearizable, given that the whole
 * is not. What is still open at the end of a prefix may or may not have taken effect.
 *
 * A prefix of a linearizable history is linearizable (Herlihy & Wing 1990), so this is a binary search
 * over the entries that complete something. A search that failed on the whole tells where to begin: what it
 * explained is good, and the first completion that it could not pass is mostly the last of the answer, so from
 * there the search gallops back.
 */
export function findShortestBadPrefix(
  operations: readonly Operation[],
  model: AnyModel,
  budget: Budget,
  failed?: LinearizationSearch,
): BadPrefix {
  const key = operations[0]?.key;
  const isLinearizable =
    model.decide?.(operations) ?? ((entries) => searchPrefix(operations, key, model, entries, budget));
  const ends = findEnds(operations);
  let low = failed === undefined ? -1 : ends.indexOf(completionAt(failed, failed.reached - 1) + 1);
  let high = ends.length - 1;
  let probe = failed === undefined ? (low + high) >> 1 : suspect(failed, ends);
  for (let stride = 1; high - low > 1; stride *= 4) {
    const answer = isLinearizable(ends[probe]!);
    if (answer === undefined) return { entries: ends[high]!, isShortest: false };
    if (answer) low = probe;
    else high = probe;
    const isGalloping = failed !== undefined && !answer && high - stride > (low + high) >> 1;
    probe = isGalloping ? high - stride : (low + high) >> 1;
  }
  return { entries: ends[high]!, isShortest: true };
}

/** The first completion that a failed search could not pass; or one for whose sake it dropped what it had. */
function suspect(failed: LinearizationSearch, ends: readonly number[]): number {
  return ends.indexOf(completionAt(failed, Math.max(failed.reached, failed.doomed)) + 1);
}

/** The lengths of the prefixes that end with a completion; an `info` entry tells nothing and is no end. */
function findEnds(operations: readonly Operation[]): number[] {
  const completed = operations.filter((operation) => operation.type !== "info");
  return completed.map((operation) => operation.completeEntry + 1).sort((a, b) => a - b);
}

function completionAt(search: LinearizationSearch, level: number): number {
  return level < 0 ? -2 : search.problem.completed[level]!;
}

/** Undefined when the budget ended first. */
function searchPrefix(
  operations: readonly Operation[],
  key: string | undefined,
  model: AnyModel,
  entries: number,
  budget: Budget,
): boolean | undefined {
  const search = createSearch(toPartition(key, firstEntries(operations, entries), model), model);
  const answer = budget.finish(search);
  budget.release(search);
  return answer === "running" ? undefined : answer === "found";
}
