import type { Budget } from "../budget.ts";
import { tellSome } from "../describe.ts";
import { NOTHING, type ObservedHistory } from "./observed-history.ts";
import { Saturation } from "./saturation.ts";
import { SequentialSearch, type Machine } from "./sequential-search.ts";
import { findThinAir, type Violation } from "./violation.ts";

/**
 * Sequential consistency (Lamport 1979): one order of all operations keeps every process's order and explains every answer. To
 * decide it is NP-complete (Gibbons & Korach 1997), so first an order is grown from what every read tells, in polynomial time: if
 * that has a cycle there is none (and a history that violates CM or CCv mostly ends here). What is left is searched, within the order grown.
 */
export function findSequentialViolation(history: ObservedHistory, budget: Budget): Violation | undefined {
  return findOrder(history, { refused: [], candidates: [] }, budget);
}

/** What the order must explain besides: operations that no weaker level asks about. */
export interface Refusals {
  /** Refused cas, by process; `after`: the operation of its process that comes before it, −1 for none. */
  readonly refused: readonly Refused[];
  /** By operation what an unknown cas, of which nothing was seen, must have found if it took effect. */
  readonly candidates: readonly (readonly number[] | undefined)[];
}

/** A cas that was refused, and the versions in which it would not have been. */
interface Refused {
  readonly process: number;
  readonly after: number;
  readonly key: number;
  readonly versions: readonly number[];
  readonly completeEntry: number;
}

/** A search that has not ended by then, a few seconds, hardly ever ends. */
export const SEARCH_STEPS = 5_000_000;

/** The same, with refused operations to be explained too. */
export function findOrder(
  history: ObservedHistory,
  refusals: Refusals,
  budget: Budget,
): Violation | undefined {
  const thinAir = findThinAir(history);
  if (thinAir !== undefined) return thinAir;
  const { operations, processes } = history.layout;
  if (!budget.hold(4 * operations.length * processes)) return undefined;
  const saturation = new Saturation(history, budget);
  const readers = Array.from(operations.keys()).filter((operation) => history.reads[operation] !== NOTHING);
  for (const reader of readers) saturation.addReadsFrom(reader);
  const forced = saturation.grow(readers, { cyclic: "CyclicSC", initial: "WriteSCInitRead" }, true);
  if (forced !== undefined || budget.exceeded !== undefined) return forced;
  const search = new SequentialSearch(toMachine(history, refusals, saturation));
  const answer = budget.within(SEARCH_STEPS, (aside) => search.run(aside));
  return answer === "exhausted" ? noOrder(history) : undefined;
}

function noOrder({ layout }: ObservedHistory): Violation {
  return {
    pattern: "NoTotalOrder",
    operations: Array.from(layout.operations.keys()),
    arrows: [],
    explain: (name) =>
      `Every order of these operations that keeps each process's own was tried, and none gives the answers that were given: ${tellSome(Array.from(layout.operations.keys(), name), "; ")}.`,
  };
}

/** A version that nobody has seen. */
const UNSEEN = 0x7fffffff;

/** States are versions. What nobody has read need not happen, unless a refused cas might tell. */
function toMachine(
  { layout, versions, reads }: ObservedHistory,
  { refused, candidates }: Refusals,
  saturation: Saturation,
): Machine {
  const count = layout.operations.length;
  const seen = new Set(
    Array.from(reads).flatMap((version) => (version < 0 ? [] : versions.writesOf(version))),
  );
  const isUnread = (operation: number): boolean =>
    operation < count && layout.operations[operation]!.type === "info" && !seen.has(operation);
  const predecessors = layout.operations.map((_, operation) => saturation.predecessorsOf(operation));
  const isAppend = new Set(
    Array.from(reads).flatMap((version) =>
      version < 0 ? [] : versions.writesOf(version).slice(versions.baseOf(version) < 0 ? 0 : 1),
    ),
  );
  return {
    byProcess: withRefused(layout.byProcess, refused, count, isUnread),
    key: [...layout.key, ...refused.map(({ key }) => key)],
    keys: Math.max(layout.keys, ...refused.map(({ key }) => key + 1)),
    initialOf: (key) => versions.initial(key),
    step(state, operation) {
      if (operation >= count) return refused[operation - count]!.versions.includes(state) ? -1 : state;
      const wanted = reads[operation]!;
      if (wanted >= 0 && wanted !== state) return -1;
      if (isUnread(operation) && candidates[operation]?.includes(state) === false) return -1;
      if (!layout.isWrite(operation)) return state;
      if (!isAppend.has(operation)) return versions.base(operation);
      const next = state === UNSEEN ? -1 : versions.seenAfter(state, operation);
      return next < 0 ? UNSEEN : next;
    },
    isObserver: (operation) => operation >= count || !layout.isWrite(operation),
    isOptional: isUnread,
    rankOf: (operation) =>
      rankOf((operation < count ? layout.operations[operation]! : refused[operation - count]!).completeEntry),
    mustWait: (operation, isDone) =>
      operation < count && predecessors[operation]!.some((one) => !isDone(one)),
    needs: (operation) => (operation < count && reads[operation]! >= 0 ? reads[operation]! : undefined),
  };
}

/** What never completed is tried last. */
function rankOf(completeEntry: number): number {
  return completeEntry < 0 ? Infinity : completeEntry;
}

function withRefused(
  byProcess: readonly (readonly number[])[],
  refused: readonly Refused[],
  count: number,
  isUnread: (operation: number) => boolean,
): number[][] {
  const after = new Map<string, number[]>();
  refused.forEach((one, index) => {
    const place = `${one.process} ${one.after}`;
    after.set(place, [...(after.get(place) ?? []), count + index]);
  });
  const processes = Math.max(byProcess.length, ...refused.map(({ process }) => process + 1));
  return Array.from({ length: processes }, (_, process) =>
    [-1, ...(byProcess[process] ?? [])].flatMap((operation) => [
      ...(operation < 0 || (refused.length === 0 && isUnread(operation)) ? [] : [operation]),
      ...(after.get(`${process} ${operation}`) ?? []),
    ]),
  );
}
