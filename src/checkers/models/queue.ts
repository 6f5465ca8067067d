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

/**
 * The same queue, which refuses to enqueue what could never be dequeued in its turn. An element x that has to be
 * dequeued (there are as many dequeues that returned it as there are enqueues) comes out after every y
 * before it in the queue; so it must not be that the last dequeue that returned x completed before the first
 * that can take y was invoked. Without this a wrong order of two enqueues would show only when the
 * queue has been emptied down to them, after every order of all that lies between.
 */
function refuseWrongOrders(operations: readonly Operation[]): Model<unknown> {
  const { earliestTake, latestTake } = findTakes(operations);
  const narrowed: Model<readonly string[]> = {
    ...queue,
    step(state, operation) {
      const next = queue.step(state, operation);
      if (next === undefined || operation.f !== "enqueue") return next;
      const latest = latestTake(valueText(operation.input));
      return state.some((element) => latest < earliestTake(element)) ? undefined : next;
    },
  };
  return narrowed as Model<unknown>;
}

interface Takes {
  earliest: number;
  latest: number;
  /** Enqueues less dequeues that returned it. */
  surplus: number;
}

/** When an element can be taken at the earliest (Infinity: never) and must be taken at the latest (Infinity: it need not). */
function findTakes(
  operations: readonly Operation[],
): Record<"earliestTake" | "latestTake", (element: string) => number> {
  const takes = new Map<string, Takes>();
  let earliestUnknown = Infinity;
  for (const operation of operations) {
    const { f, type, input, output, invokeEntry, completeEntry } = operation;
    if (f === "dequeue" && type === "info") earliestUnknown = Math.min(earliestUnknown, invokeEntry);
    const element = valueText(f === "enqueue" ? input : output);
    const known = takes.get(element) ?? { earliest: Infinity, latest: -1, surplus: 0 };
    takes.set(element, known);
    if (f === "enqueue") {
      known.surplus++;
    } else if (type === "ok") {
      known.surplus--;
      known.earliest = Math.min(known.earliest, invokeEntry);
      known.latest = Math.max(known.latest, completeEntry);
    }
  }
  return {
    earliestTake(element) {
      const { earliest, surplus } = takes.get(element)!;
      return surplus > 0 ? Math.min(earliest, earliestUnknown) : earliest;
    },
    latestTake(element) {
      const { latest, surplus } = takes.get(element)!;
      return surplus > 0 ? Infinity : latest;
    },
  };
}
