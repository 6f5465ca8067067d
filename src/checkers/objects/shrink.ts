import type { Budget } from "../budget.ts";
import type { LevelWitness, Relation } from "../level-result.ts";
import { writesSeen } from "./causal-paths.ts";
import { restrict, type ObservedHistory } from "./observed-history.ts";
import type { FindViolation, Violation } from "./violation.ts";

/** A violation in a history of few operations. */
export interface SmallViolation {
  readonly history: ObservedHistory;
  readonly violation: Violation;
}

/** Trying to leave operations out is worth no more. */
const MOST_STEPS = 3_000_000;

/**
 * Leaves operations out of a violated history for as long as what is left is violated: at first all that the violation does not
 * name, then halves of the rest, and less and less down to single operations (delta debugging: Zeller & Hildebrandt,
 * IEEE TSE 2002). At the end none can be left out, unless the budget ends before.
 */
export function shrink(
  whole: ObservedHistory,
  found: Violation,
  find: FindViolation,
  budget: Budget,
): SmallViolation {
  const aside = budget.aside(MOST_STEPS);
  let small = attempt(whole, withBases(whole, found.operations), find, aside) ?? {
    history: whole,
    violation: found,
  };
  for (let size = small.history.reads.length >> 1; size >= 1; size >>= 1) {
    let isSmaller = true;
    while (isSmaller) {
      const smaller = leaveOut(small, size, find, aside);
      isSmaller = smaller !== undefined;
      small = smaller ?? small;
    }
  }
  return small;
}

function leaveOut(
  { history }: SmallViolation,
  size: number,
  find: FindViolation,
  budget: Budget,
): SmallViolation | undefined {
  const all = Array.from(history.reads.keys());
  for (let end = all.length; end > 0; end -= size) {
    const rest = [...all.slice(0, Math.max(0, end - size)), ...all.slice(end)];
    const smaller = attempt(history, rest, find, budget);
    if (smaller !== undefined && smaller.history.reads.length < all.length) return smaller;
  }
  return undefined;
}

function attempt(
  history: ObservedHistory,
  kept: Iterable<number>,
  find: FindViolation,
  budget: Budget,
): SmallViolation | undefined {
  const part = restrict(history, kept);
  if (!budget.spend(part.reads.length)) return undefined;
  const violation = find(part, budget);
  return violation === undefined ? undefined : { history: part, violation };
}

/** With what the reads among them begin with. */
function withBases({ versions, reads }: ObservedHistory, operations: readonly number[]): Set<number> {
  const kept = new Set(operations);
  for (const operation of operations) {
    const base = reads[operation]! < 0 ? -1 : versions.baseOf(reads[operation]!);
    if (base >= 0) kept.add(base);
  }
  return kept;
}

/** A small violation as evidence: process order and reads-from between its operations, and what follows from them. */
export function toWitness({ history, violation }: SmallViolation): LevelWitness {
  const { layout } = history;
  const relations: Relation[] = layout.byProcess.flatMap((own) =>
    own.slice(1).map((to, index) => ({ from: own[index]!, to, kind: "process order" })),
  );
  for (let reader = 0; reader < history.reads.length; reader++)
    relations.push(...writesSeen(history, reader).map((from) => ({ from, to: reader, kind: "reads from" })));
  return {
    operations: layout.operations,
    relations: [...relations, ...violation.arrows],
    pattern: violation.pattern,
  };
}
