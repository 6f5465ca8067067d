import { isObservedMismatch, type Operation } from "../../history/index.ts";
import type { Relation } from "../level-result.ts";
import type { AnyModel } from "../model.ts";

/**
 * Leaves operations out of a history that violates something for as long as what is left violates it, where it is not certain
 * who read from whom: halves at first, and less and less down to single ones. Whatever level it is, these may be left out:
 *
 * - what only observes: fewer answers are to be explained;
 * - all writes of one value to a key together with all that may have seen it, and all refused cas on the key: take them out of
 *   an order that explains the history, and everybody else finds what he found.
 */
export function shrinkOperations(
  operations: readonly Operation[],
  model: AnyModel,
  isViolated: (operations: readonly Operation[]) => boolean | undefined,
): readonly Operation[] {
  let kept = operations;
  for (let size = kept.length >> 1; size >= 1; size >>= 1) {
    for (let end = kept.length; end > 0; end -= size) {
      if (end > kept.length) continue;
      const rest = leaveOut(kept, kept.slice(Math.max(0, end - size), end), model);
      if (rest.length === kept.length) continue;
      const answer = isViolated(rest);
      if (answer === undefined) return kept;
      if (answer) kept = rest;
    }
  }
  return kept;
}

/** The operations without those, and without what must go with them; some of the unwanted may have to stay. */
export function leaveOut(
  operations: readonly Operation[],
  unwanted: readonly Operation[],
  model: AnyModel,
): Operation[] {
  const out = new Set<Operation>();
  const waiting = [...unwanted];
  for (let operation = waiting.pop(); operation !== undefined; operation = waiting.pop()) {
    if (out.has(operation)) continue;
    const isObserver = model.isObserver(operation) || isObservedMismatch(operation);
    if (!isObserver && model.texts === undefined) continue;
    out.add(operation);
    if (!isObserver) waiting.push(...companionsOf(operation, operations, model));
  }
  return operations.filter((operation) => !out.has(operation));
}

/** What must be left out with a write. */
function companionsOf(write: Operation, operations: readonly Operation[], model: AnyModel): Operation[] {
  const { written, seen } = model.texts!;
  const text = written(write);
  if (text === undefined || text === "") return [];
  const hasAppends = operations.some((one) => one.key === write.key && model.texts!.appends(one));
  return operations.filter((other) => {
    if (other.key !== write.key) return false;
    if (isObservedMismatch(other)) return true;
    const hasSeen = other.type === "ok" || (other.type === "info" && !model.isObserver(other));
    const found = hasSeen ? seen(other) : undefined;
    const mayHaveSeen = found !== undefined && (hasAppends ? found.includes(text) : found === text);
    return mayHaveSeen || written(other) === text;
  });
}

/** Process order, and real time when it counts, between a few operations: each arrow that no two others make. */
export function plainRelations(operations: readonly Operation[], hasRealTime: boolean): Relation[] {
  const isBefore = (a: Operation, b: Operation): boolean =>
    a.process === b.process
      ? a.index < b.index
      : hasRealTime && a.completeEntry >= 0 && a.type !== "info" && a.completeEntry < b.invokeEntry;
  return operations.flatMap((a, from) =>
    operations.flatMap((b, to) => {
      if (!isBefore(a, b) || operations.some((c) => isBefore(a, c) && isBefore(c, b))) return [];
      return [{ from, to, kind: a.process === b.process ? "process order" : "real time" }];
    }),
  );
}
