import { isObservedMismatch, type Operation } from "../../history/index.ts";
import type { AnyModel } from "../model.ts";
import { partitionByKey } from "../partition.ts";
import { createTransitions } from "../partition-check.ts";
import type { Machine } from "./sequential-search.ts";

/**
 * A history as the search for one order wants it, by the model alone: for objects of which nobody can tell who read from whom.
 * Unknown operations may take effect or not.
 */
export function toModelMachine(operations: readonly Operation[], model: AnyModel): Machine {
  const partitions = partitionByKey(operations, model);
  const listed: Operation[] = [];
  const key: number[] = [];
  const place: number[] = [];
  const transitions = partitions.map((partition, number) => {
    const all = [...partition.completed, ...partition.open];
    all.forEach((operation, index) => {
      listed.push(operation);
      key.push(number);
      place.push(index);
    });
    return createTransitions(all, model);
  });
  return {
    byProcess: byProcess(listed),
    key,
    keys: partitions.length,
    initialOf: (number) => transitions[number]!.initial,
    step: (state, operation) => transitions[key[operation]!]!.step(state, place[operation]!),
    isObserver: (operation) => model.isObserver(listed[operation]!) || isObservedMismatch(listed[operation]!),
    isOptional: (operation) => listed[operation]!.type === "info",
    rankOf(operation) {
      const { completeEntry } = listed[operation]!;
      return completeEntry < 0 ? Infinity : completeEntry;
    },
  };
}

function byProcess(operations: readonly Operation[]): number[][] {
  const groups = new Map<number, number[]>();
  const inOrder = Array.from(operations.keys()).sort((a, b) => operations[a]!.index - operations[b]!.index);
  for (const number of inOrder) {
    const { process } = operations[number]!;
    const group = groups.get(process);
    if (group === undefined) groups.set(process, [number]);
    else group.push(number);
  }
  return Array.from(groups.values());
}
