import { isObservedMismatch, type Operation } from "../history/index.ts";
import type { Budget } from "./budget.ts";
import { describeOperation } from "./describe.ts";
import { LinearizationSearch } from "./linearization-search.ts";
import type { AnyModel } from "./model.ts";
import { createSearch } from "./partition-check.ts";
import { firstEntries, toPartition } from "./partition.ts";
import { toProblem } from "./problem.ts";
import type { BadPrefix } from "./shortest-bad-prefix.ts";

/** The smallest evidence that a history is not linearizable. */
export interface Witness {
  /** The key on which it fails; absent when operations have none. */
  readonly key?: string;
  /** The history's first so many entries cannot be explained… */
  readonly entries: number;
  /** … and one less can be. False when the budget ended before that was known. */
  readonly isShortest: boolean;
  /** The operation whose completion makes it so. */
  readonly culprit: Operation;
  /** Operations on the key that were under way at the same time, and unknown ones that may take effect late. */
  readonly concurrent: readonly Operation[];
  /** An order that explains everything before: its end, each operation with the state after it. */
  readonly order: readonly Placed[];
  /** How many operations come before those in `order`. */
  readonly orderSkipped: number;
  /** One sentence without a full stop that says why. */
  readonly because: string;
}

export interface Placed {
  readonly operation: Operation;
  readonly state: string;
}

/** So many operations of an order are shown. */
const MAX_PLACED = 100;
/** The search for an order of what came before, and … */
const ORDER_STEPS = 1_000_000;
/** … the search for every state that the object could be in is worth no more than this. */
const EXPLAIN_STEPS = 50_000;
const EXPLAIN_BYTES = 64 * 1024 * 1024;

/** Explains why the first `prefix.entries` entries, of which these operations are the part on one key, cannot be ordered. */
export function explain(
  operations: readonly Operation[],
  model: AnyModel,
  prefix: BadPrefix,
  budget: Budget,
  callerOf: (operation: Operation) => string = ({ process }) => `process ${process}`,
): Witness {
  const key = operations[0]?.key;
  const culprit = operations.find((operation) => operation.completeEntry === prefix.entries - 1)!;
  const before = firstEntries(operations, prefix.entries - 1);
  const order = findOrder(before, model, budget).filter((operation) => operation.index !== culprit.index);
  return {
    ...(key === undefined ? {} : { key }),
    ...prefix,
    culprit,
    concurrent: findConcurrent(operations, culprit),
    order: withStates(order, model),
    orderSkipped: Math.max(0, order.length - MAX_PLACED),
    because: `${describeOperation(culprit)} by ${callerOf(culprit)} ${giveReason(operations, model, prefix, culprit, budget)}`,
  };
}

/** An order of everything that completed before the culprit; empty when none was found within the budget. */
function findOrder(before: readonly Operation[], model: AnyModel, budget: Budget): Operation[] {
  const search = createSearch(toPartition(before[0]?.key, before, model), model);
  const answer = budget.aside(ORDER_STEPS, EXPLAIN_BYTES).finish(search);
  return answer === "found" ? search.order() : [];
}

function findConcurrent(operations: readonly Operation[], culprit: Operation): Operation[] {
  return operations.filter(
    (operation) =>
      operation !== culprit &&
      operation.invokeEntry < culprit.completeEntry &&
      (operation.type === "info" || operation.completeEntry > culprit.invokeEntry) &&
      (operation.type !== "fail" || isObservedMismatch(operation)),
  );
}

function withStates(order: readonly Operation[], model: AnyModel): Placed[] {
  const placed: Placed[] = [];
  let state = model.init;
  for (let index = 0; index < order.length; index++) {
    state = model.step(state, order[index]!) ?? state;
    if (order.length - index <= MAX_PLACED)
      placed.push({ operation: order[index]!, state: model.describe(state) });
  }
  return placed;
}

/** What is wrong with the culprit: the rest of a sentence that begins with it. */
function giveReason(
  operations: readonly Operation[],
  model: AnyModel,
  prefix: BadPrefix,
  culprit: Operation,
  budget: Budget,
): string {
  if (culprit.type === "fail" && !isObservedMismatch(culprit)) {
    return `certainly did not take effect, but without it the operations before cannot be explained`;
  }
  const { findUseful: _, ...whole } = model;
  const partition = toPartition(culprit.key, firstEntries(operations, prefix.entries), whole);
  const others = countThings(partition.completed.length + partition.open.length - 1);
  const object = culprit.key ?? model.noun;
  const states = findStates(partition, model, budget);
  if (states === undefined) return `cannot be placed: no order of the ${others} before it agrees with it`;
  if (others === "0 operations") return `cannot be placed: ${object} is ${states[0] ?? "?"} at first`;
  const every =
    others === "1 operation" ? "the 1 operation before it" : `every order of the ${others} before it`;
  if (states.length > 3)
    return `cannot be placed: ${every} leaves ${object} in one of ${states.length} states, none of which agrees with it`;
  return `cannot be placed: ${every} leaves ${object} = ${states.join(" or ")}`;
}

function countThings(count: number): string {
  return count === 1 ? "1 operation" : `${count} operations`;
}

/**
 * Every state in which the object may be when the last completion of a partition that cannot be ordered
 * comes, or undefined when there are too many ways to look at. The search runs to its end on the model as
 * it is and without looking ahead, so no state is passed over.
 */
function findStates(
  partition: ReturnType<typeof toPartition>,
  model: AnyModel,
  budget: Budget,
): string[] | undefined {
  const search = new LinearizationSearch(toProblem(partition, model), { looksAhead: false });
  if (budget.aside(EXPLAIN_STEPS, EXPLAIN_BYTES).finish(search) !== "exhausted") return undefined;
  const states = search.statesAt(partition.completed.length - 1).map((state) => model.describe(state));
  return [...new Set(states)];
}
