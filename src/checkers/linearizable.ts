import type { Operation } from "../history/index.ts";
import { Budget, type BudgetExceeded, type BudgetOptions } from "./budget.ts";
import type { AnyModel } from "./model.ts";
import { PartitionCheck } from "./partition-check.ts";
import { firstEntries, partitionByKey, toPartition } from "./partition.ts";
import { findShortestBadPrefix, type BadPrefix } from "./shortest-bad-prefix.ts";
import { explain, type Witness } from "./witness.ts";

export interface LinearizableOptions extends BudgetOptions {
  /** Also answer an order that explains everything, when there is one. Slower: quick decisions give none. */
  readonly wantsOrder?: boolean;
  /** Who called, for the witness's words; `process 3` when it is left out. */
  readonly callerOf?: (operation: Operation) => string;
}

export interface LinearizableResult {
  readonly verdict: "valid" | "invalid" | "unknown";
  readonly model: string;
  /** How many operations were given, and on how many keys. */
  readonly operations: number;
  readonly partitions: number;
  /** A measure of the work that does not depend on the machine. */
  readonly steps: number;
  /** With `unknown`: the budget that ran out. */
  readonly budget?: BudgetExceeded;
  /** With `invalid`. */
  readonly witness?: Witness;
  /** With `valid` and `wantsOrder`: for each key an order of its operations. */
  readonly orders?: readonly { readonly key: string | undefined; readonly order: readonly Operation[] }[];
}

/**
 * Is the history linearizable (Herlihy & Wing 1990): can every operation be given one moment between its
 * invocation and its completion, so that the model allows them in the order of those moments?
 *
 * Operations must fit the model (see `fitHistory`). Never throws for what a history holds, never guesses: when a
 * budget runs out the verdict is `unknown`.
 */
export function checkLinearizable(
  operations: readonly Operation[],
  model: AnyModel,
  options: LinearizableOptions = {},
): LinearizableResult {
  const budget = new Budget(options);
  const partitions = partitionByKey(operations, model);
  const checks = partitions.map(
    (partition) => new PartitionCheck(partition, model, options.wantsOrder === true),
  );
  const bad = runInTurns(checks, budget);
  const summary = { model: model.name, operations: operations.length, partitions: partitions.length };
  if (bad !== undefined) {
    const witness = findWitness(bad, checks, model, budget, options.callerOf);
    return { verdict: "invalid", ...summary, steps: budget.steps, witness };
  }
  if (budget.exceeded !== undefined) {
    return { verdict: "unknown", ...summary, steps: budget.steps, budget: budget.exceeded };
  }
  const orders =
    options.wantsOrder === true
      ? { orders: checks.map((check) => ({ key: check.partition.key, order: check.order() })) }
      : {};
  return { verdict: "valid", ...summary, steps: budget.steps, ...orders };
}

const FIRST_TURN_STEPS = 4096;

/**
 * Runs the checks in turns, the smallest partition first and every round longer than the one before, so that one
 * bad partition ends the check before a hard one has eaten the budget. Answers the first that is invalid.
 */
function runInTurns(checks: readonly PartitionCheck[], budget: Budget): PartitionCheck | undefined {
  let waiting = checks.toSorted((a, b) => sizeOf(a) - sizeOf(b));
  for (let turn = FIRST_TURN_STEPS; waiting.length > 0; turn *= 2) {
    const next: PartitionCheck[] = [];
    for (const check of waiting) {
      const answer = budget.run(check, turn);
      if (answer === "invalid") return check;
      if (budget.exceeded !== undefined) return undefined;
      if (answer === "running") next.push(check);
      else budget.release(check);
    }
    waiting = next;
  }
  return undefined;
}

function sizeOf(check: PartitionCheck): number {
  return check.partition.completed.length + check.partition.open.length;
}

/** Finding the shortest prefix may take this many times what finding the verdict took, and so many steps more. */
const WITNESS_FACTOR = 4;
const WITNESS_STEPS = 1_000_000;

/**
 * The witness of the whole history: another key, not checked to its end, may fail earlier than the one that was
 * found first.
 */
function findWitness(
  bad: PartitionCheck,
  checks: readonly PartitionCheck[],
  model: AnyModel,
  budget: Budget,
  callerOf: LinearizableOptions["callerOf"],
): Witness {
  const aside = budget.aside(budget.steps * WITNESS_FACTOR + WITNESS_STEPS);
  let worst = bad.partition.operations;
  let { entries, isShortest } = findShortestBadPrefix(worst, model, aside, bad.search);
  for (const check of checks) {
    if (check === bad || check.isDone) continue;
    const earlier = findBadPrefix(firstEntries(check.partition.operations, entries - 1), model, aside);
    if (earlier === "none") continue;
    isShortest = isShortest && earlier !== "unknown" && earlier.isShortest;
    if (earlier === "unknown") continue;
    worst = check.partition.operations;
    entries = earlier.entries;
  }
  return explain(worst, model, { entries, isShortest }, aside, callerOf);
}

function findBadPrefix(
  operations: readonly Operation[],
  model: AnyModel,
  budget: Budget,
): BadPrefix | "none" | "unknown" {
  if (budget.exceeded !== undefined) return "unknown";
  const check = new PartitionCheck(toPartition(operations[0]?.key, operations, model), model, false);
  const answer = budget.finish(check);
  budget.release(check);
  if (answer === "running") return "unknown";
  return answer === "valid" ? "none" : findShortestBadPrefix(operations, model, budget, check.search);
}
