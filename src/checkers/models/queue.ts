import { valueText, type Operation } from "../../history/index.ts";
import { describeText } from "../describe.ts";
import type { Misfit, Model } from "../model.ts";

/**
 * A queue, first in first out, empty at first. `dequeue` answers the oldest element, or nil when there is none
 * (so nil cannot be enqueued). The state is the texts of its elements, oldest first.
 */
export const queue: Model<readonly string[]> = {
  name: "queue",
  about: "enqueue an element, dequeue the oldest (nil when empty)",
  noun: "the queue",
  operations: ["enqueue", "dequeue"],
  misfit,
  init: [],
  step: (state, operation) =>
    operation.f === "enqueue" ? [...state, valueText(operation.input)] : dequeue(state, operation),
  key: (state) => state.join(","),
  describe: (state) => describeText(`[${state.join(",")}]`),
  isObserver: (operation) =>
    operation.f === "dequeue" && operation.type === "ok" && operation.output === null,
  findUseful,
  narrow: refuseWrongOrders,
};

function misfit(operation: Operation): Misfit | undefined {
  if (operation.f !== "enqueue" || operation.input !== null) return undefined;
  return {
    part: "input",
    problem: "nil cannot be enqueued, for it means an empty queue",
    accepted: ["any value but nil"],
  };
}

/** An unknown dequeue takes whatever is oldest; on an empty queue it does nothing, which is as if it never happened. */
function dequeue(state: readonly string[], operation: Operation): readonly string[] | undefined {
  if (operation.type === "ok" && operation.output === null) return state.length === 0 ? state : undefined;
  if (state.length === 0) return undefined;
  return operation.type === "info" || state[0] === valueText(operation.output) ? state.slice(1) : undefined;
}

/**
 * An unknown enqueue of an element that no dequeue returned is left out. Proof: take an order that contains it. If
 * the element is never taken, nothing behind it is taken either, and the queue is never empty again: without
 * it the same dequeues answer the same. If an unknown dequeue takes it, leave out both.
 */
function findUseful(operations: readonly Operation[]): (info: Operation) => boolean {
  const seen = new Set(
    operations
      .filter(({ f, type }) => f === "dequeue" && type === "ok")
      .map(({ output }) => valueText(output)),
  );
  return (info) => info.f === "dequeue" || seen.has(valueText(info.input));
}

/** The queue, and which of the elements that are due have been enqueued: all before `next`, and those in `ahead`. */
interface Progress {
  readonly items: readonly string[];
  readonly next: number;
  readonly ahead: readonly number[];
}

/**
 * The same queue, which refuses to enqueue what could never be dequeued in its turn. An element x that is enqueued
 * once and has to be dequeued comes out before every y that is enqueued after it. So y must not be enqueued
 * while x is not, if the dequeue of x completed before the first that can take y was invoked. Without
 * this a wrong order of two enqueues would show only when the second of them has to take effect, or when the
 * queue has been emptied down to them, after every order of all that lies between.
 */
function refuseWrongOrders(operations: readonly Operation[]): Model<unknown> {
  const takes = findTakes(operations);
  const due = [...takes]
    .filter(([, take]) => take.enqueues === 1 && take.dequeues === 1)
    .sort(([, a], [, b]) => a.latest - b.latest);
  const ranks = new Map(due.map(([element], rank) => [element, rank]));
  const narrowed: Model<Progress> = {
    ...(queue as unknown as Model<Progress>),
    init: { items: [], next: 0, ahead: [] },
    step({ items, next, ahead }, operation) {
      const after = queue.step(items, operation);
      if (after === undefined || operation.f !== "enqueue") return after && { items: after, next, ahead };
      const element = valueText(operation.input);
      const progress = advance(next, ahead, ranks.get(element));
      const firstMissing = due[progress.next]?.[1].latest ?? Infinity;
      return firstMissing < takes.get(element)!.earliest ? undefined : { items: after, ...progress };
    },
    key: ({ items, next, ahead }) => `${next} ${ahead.join(" ")}: ${items.join(",")}`,
  };
  return narrowed;
}

function advance(next: number, ahead: readonly number[], rank: number | undefined): Omit<Progress, "items"> {
  if (rank === undefined) return { next, ahead };
  const done = [...ahead, rank].sort((a, b) => a - b);
  let count = 0;
  while (done[count] === next + count) count++;
  return { next: next + count, ahead: done.slice(count) };
}

/** How often an element is enqueued and known to be dequeued, when it can be taken first, when it must be taken last. */
interface Take {
  enqueues: number;
  dequeues: number;
  earliest: number;
  latest: number;
}

/** An element that is enqueued more often than it is known to be dequeued may be taken by an unknown dequeue, or by none. */
function findTakes(operations: readonly Operation[]): Map<string, Take> {
  const takes = new Map<string, Take>();
  let earliestUnknown = Infinity;
  for (const operation of operations) {
    const { f, type, input, output, invokeEntry, completeEntry } = operation;
    const element = valueText(f === "enqueue" ? input : output);
    const take = takes.get(element) ?? { enqueues: 0, dequeues: 0, earliest: Infinity, latest: -1 };
    takes.set(element, take);
    if (f === "enqueue") {
      take.enqueues++;
    } else if (type === "info") {
      earliestUnknown = Math.min(earliestUnknown, invokeEntry);
    } else {
      take.dequeues++;
      take.earliest = Math.min(take.earliest, invokeEntry);
      take.latest = Math.max(take.latest, completeEntry);
    }
  }
  for (const take of takes.values()) {
    if (take.enqueues > take.dequeues) take.earliest = Math.min(take.earliest, earliestUnknown);
  }
  return takes;
}
