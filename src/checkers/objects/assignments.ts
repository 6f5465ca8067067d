import type { Budget } from "../budget.ts";
import { NOTHING, type ObservedHistory } from "./observed-history.ts";
import { toObserved, type Readings } from "./readings.ts";
import type { FindViolation, Violation } from "./violation.ts";

/** What came of trying who may have read from whom. */
export type Tried =
  | { readonly verdict: "valid"; readonly isCertain: boolean }
  /** Whatever the uncertain reads saw, these operations are a violation. */
  | { readonly verdict: "invalid"; readonly history: ObservedHistory; readonly violation: Violation }
  /** Every way to choose fails, each for its own reason. */
  | { readonly verdict: "exhausted"; readonly ways: number }
  | { readonly verdict: "unknown" };

/**
 * Judges a history of which it is not certain who read from whom: a value was written twice. It is valid when it is for some
 * choice of what each uncertain read saw, and invalid when it is for none. A choice for some reads that is violated already is not
 * tried on: what is valid stays valid when what a read saw is forgotten.
 */
export function tryAssignments(readings: Readings, find: FindViolation, budget: Budget): Tried {
  const certain = explore(readings, new Map());
  const violation = find(certain.history, budget);
  if (violation !== undefined) return { verdict: "invalid", history: certain.history, violation };
  if (budget.exceeded !== undefined) return { verdict: "unknown" };
  if (certain.uncertain === undefined) return { verdict: "valid", isCertain: true };
  for (const moment of ["completeEntry", "invokeEntry"] as const) {
    const likely = toObserved(readings, (read) => likeliestLast(readings, read, moment).at(-1)!);
    if (find(likely, budget) === undefined && budget.exceeded === undefined)
      return { verdict: "valid", isCertain: false };
  }
  return budget.within(SEARCH_STEPS, (aside) => search(readings, find, aside));
}

/** Trying on is worth no more: a second or so for each level. */
const SEARCH_STEPS = 3_000_000;

interface Explored {
  readonly history: ObservedHistory;
  /** A read for which nothing is chosen yet. */
  readonly uncertain: number | undefined;
}

/** The history with these choices; an uncertain read for which there is none is taken to see nothing. */
export function explore(readings: Readings, chosen: ReadonlyMap<number, number>): Explored {
  const { operations } = readings.layout;
  let uncertain: number | undefined;
  const history = toObserved(readings, (operation) => {
    const version = chosen.get(operation);
    if (version !== undefined) return version;
    if (uncertain === undefined || isEarlier(operations[operation]!, operations[uncertain]!))
      uncertain = operation;
    return NOTHING;
  });
  return { history, uncertain };
}

function isEarlier(a: { readonly invokeEntry: number }, b: { readonly invokeEntry: number }): boolean {
  return a.invokeEntry < b.invokeEntry;
}

/** Chooses for one read after another, in order of invocation, the likeliest first. */
function search(readings: Readings, find: FindViolation, budget: Budget): Tried {
  const chosen = new Map<number, number>();
  const stack: { read: number; left: number[] }[] = [];
  let ways = 0;
  const first = explore(readings, chosen).uncertain!;
  stack.push({ read: first, left: likeliestLast(readings, first) });
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const version = top.left.pop();
    chosen.delete(top.read);
    if (version === undefined) {
      stack.pop();
      continue;
    }
    chosen.set(top.read, version);
    ways++;
    const { history, uncertain } = explore(readings, chosen);
    const isViolated = find(history, budget) !== undefined;
    if (!budget.spend(history.reads.length)) return { verdict: "unknown" };
    if (isViolated) continue;
    if (uncertain === undefined) return { verdict: "valid", isCertain: false };
    stack.push({ read: uncertain, left: likeliestLast(readings, uncertain) });
  }
  return { verdict: "exhausted", ways };
}

/** The likeliest version is that of the write that was begun last before the read returned, or before it was begun. */
function likeliestLast(
  { layout, versions, candidates }: Readings,
  read: number,
  moment: "completeEntry" | "invokeEntry" = "completeEntry",
): number[] {
  const returned = layout.operations[read]![moment];
  const begun = (version: number): number => {
    const write = versions.lastOf(version);
    const entry = write < 0 ? -1 : layout.operations[write]!.invokeEntry;
    return entry < returned ? entry : -2 - entry;
  };
  return candidates[read]!.toSorted((a, b) => begun(a) - begun(b));
}
