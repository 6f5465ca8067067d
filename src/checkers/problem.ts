import type { Operation } from "../history/index.ts";
import type { AnyModel } from "./model.ts";
import type { Partition } from "./partition.ts";
import type { Schedule } from "./pending.ts";
import { Transitions } from "./transitions.ts";

/**
 * A partition in the form that the search wants: operations are numbers, the completed ones
 * `0 … levels − 1` in order of completion, then the open ones in order of invocation.
 */
export interface Problem extends Schedule {
  readonly operations: readonly Operation[];
  readonly transitions: Transitions;
  /** For each operation the entry of its invocation; for completed ones also that of their completion. */
  readonly invoked: Int32Array;
  readonly completed: Int32Array;
  /** How many open operations were invoked before the completion of operation L. */
  readonly openUpTo: Int32Array;
  readonly isObserver: Uint8Array;
  readonly isMutator: Uint8Array;
  readonly overwrites: Uint8Array;
  /** The nearest earlier operation that does the same, or −1; of open ones, the nearest earlier open one. */
  readonly twin: Int32Array;
  /** A place in the bit set of linearized operations. Two completed ones that are ever pending at once differ. */
  readonly slot: Int32Array;
  readonly slots: number;
}

export function toProblem(partition: Partition, model: AnyModel): Problem {
  const operations = [...partition.completed, ...partition.open];
  const levels = partition.completed.length;
  const invoked = Int32Array.from(operations, (operation) => operation.invokeEntry);
  const completed = Int32Array.from(partition.completed, (operation) => operation.completeEntry);
  const byInvoke = Int32Array.from(completed.keys()).sort((a, b) => invoked[a]! - invoked[b]!);
  const transitions = new Transitions(model, operations);
  const isObserver = Uint8Array.from(operations, (operation) => (model.isObserver(operation) ? 1 : 0));
  return {
    operations,
    transitions,
    levels,
    invoked,
    completed,
    byInvoke,
    invokedUpTo: countBefore(
      Int32Array.from(byInvoke, (index) => invoked[index]!),
      completed,
    ),
    openUpTo: countBefore(invoked.subarray(levels), completed),
    isObserver,
    isMutator: isObserver.map((flag) => 1 - flag),
    overwrites: Uint8Array.from(operations, (operation) => (model.overwrites?.(operation) === true ? 1 : 0)),
    twin: findTwins(transitions.actions, levels),
    ...assignSlots(byInvoke, invoked, completed),
  };
}

/** For each limit how many of the ascending `values` are below it. Limits ascend too. */
function countBefore(values: Int32Array, limits: Int32Array): Int32Array {
  const counts = new Int32Array(limits.length);
  let count = 0;
  for (let index = 0; index < limits.length; index++) {
    while (count < values.length && values[count]! < limits[index]!) count++;
    counts[index] = count;
  }
  return counts;
}

function findTwins(actions: Int32Array, levels: number): Int32Array {
  const twins = new Int32Array(actions.length);
  const latest = new Map<number, number>();
  for (let index = 0; index < actions.length; index++) {
    if (index === levels) latest.clear();
    twins[index] = latest.get(actions[index]!) ?? -1;
    latest.set(actions[index]!, index);
  }
  return twins;
}

/** A completed operation holds its slot from invocation to completion; then the next one may have it. */
function assignSlots(
  byInvoke: Int32Array,
  invoked: Int32Array,
  completed: Int32Array,
): { slot: Int32Array; slots: number } {
  const slot = new Int32Array(byInvoke.length);
  const free: number[] = [];
  let slots = 0;
  let done = 0;
  for (const operation of byInvoke) {
    while (completed[done]! < invoked[operation]!) free.push(slot[done++]!);
    slot[operation] = free.pop() ?? slots++;
  }
  return { slot, slots };
}
