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
