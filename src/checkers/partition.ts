import { isObservedMismatch, type Operation } from "../history/index.ts";
import type { AnyModel } from "./model.ts";

/**
 * The operations on one key that say anything about the order of events. A history is linearizable exactly
 * when its part on each key is (locality: Herlihy & Wing 1990, theorem 1; P-compositionality: Horn &
 * Kroening 2015), so keys are checked one by one.
 *
 * Left out are operations that constrain nothing: those that certainly did not happen, unknown ones that only
 * observe, and unknown ones that the model proves useless to any explanation.
 */
export interface Partition {
  /** Undefined for operations without a key. */
  readonly key: string | undefined;
  /** All of them, also those that constrain nothing. */
  readonly operations: readonly Operation[];
  /** In order of completion. */
  readonly completed: readonly Operation[];
  /** Unknown ones, in order of invocation: each may take effect at any moment after it, or never. */
  readonly open: readonly Operation[];
}

/** The partitions of a history, in order of first appearance of their keys. */
export function partitionByKey(operations: readonly Operation[], model: AnyModel): Partition[] {
  const byKey = new Map<string | undefined, Operation[]>();
  for (const operation of operations) {
    const group = byKey.get(operation.key);
    if (group === undefined) byKey.set(operation.key, [operation]);
    else group.push(operation);
  }
  return Array.from(byKey, ([key, group]) => toPartition(key, group, model));
}

/** The partition of operations that are all on one key. */
export function toPartition(
  key: string | undefined,
  operations: readonly Operation[],
  model: AnyModel,
): Partition {
  const completed = operations.filter(
    (operation) => operation.type === "ok" || isObservedMismatch(operation),
  );
  const unknown = operations.filter((operation) => operation.type === "info" && !model.isObserver(operation));
  const isUseful = unknown.length === 0 ? undefined : model.findUseful?.([...completed, ...unknown]);
  return {
    key,
    operations,
    completed: completed.sort((a, b) => a.completeEntry - b.completeEntry),
    open: isUseful === undefined ? unknown : unknown.filter(isUseful),
  };
}

/**
 * The operations as they stood after the first `entries` entries of the history: later invocations are not yet
 * made, and an operation that completes later is still open.
 */
export function firstEntries(operations: readonly Operation[], entries: number): Operation[] {
  const result: Operation[] = [];
  for (const operation of operations) {
    if (operation.invokeEntry >= entries) continue;
    result.push(operation.completeEntry < entries ? operation : reopen(operation));
  }
  return result;
}

function reopen(operation: Operation): Operation {
  const { error: _, completeUs: __, ...rest } = operation;
  return { ...rest, type: "info", output: null, completeEntry: -1 };
}
