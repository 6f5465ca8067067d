import { valueText, type Operation, type Value } from "../../history/index.ts";
import { describeText } from "../describe.ts";
import type { Misfit, Model } from "../model.ts";
import { decideGrowOnlySet } from "./grow-only-set.ts";
import { perOperation } from "./per-operation.ts";

const READS = ["read", "get"];

/** A set that only grows and is read as a whole; empty at first. The state is the texts of its elements, sorted. */
export const set: Model<readonly string[]> = {
  name: "set",
  about: "add an element to a set, read the whole set",
  noun: "the set",
  operations: [...READS, "add"],
  misfit,
  init: [],
  step,
  key: (state) => state.join(","),
  describe: (state) => describeText(`{${state.join(",")}}`),
  isObserver: isSetRead,
  decide: (operations) => decideGrowOnlySet(operations, isSetRead),
  findUseful,
  canLeadTo: (state, observer) => state.every((element) => seenBy(observer).has(element)),
  overwrites: () => false,
};

function isSetRead(operation: Operation): boolean {
  return READS.includes(operation.f);
}

/** The elements that a read returned, each once. */
const seenBy = perOperation((read): ReadonlySet<string> => {
  const values = read.output === null ? [] : (read.output as readonly Value[]);
  return new Set(values.map(valueText));
});

function misfit(operation: Operation): Misfit | undefined {
  if (
    !isSetRead(operation) ||
    operation.type !== "ok" ||
    operation.output === null ||
    Array.isArray(operation.output)
  )
    return undefined;
  return {
    part: "output",
    problem: "a read returns the elements",
    accepted: ["[1, 2]", "#{1 2}", "nil for an empty set"],
  };
}

function step(state: readonly string[], operation: Operation): readonly string[] | undefined {
  if (!isSetRead(operation)) return add(state, valueText(operation.input));
  const seen = seenBy(operation);
  return seen.size === state.length && state.every((element) => seen.has(element)) ? state : undefined;
}

function add(state: readonly string[], element: string): readonly string[] {
  let from = 0;
  let to = state.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (state[middle]! < element) from = middle + 1;
    else to = middle;
  }
  return state[from] === element ? state : state.toSpliced(from, 0, element);
}

/** An unknown add of an element that no read returned is left out: no read can take effect after it. */
function findUseful(operations: readonly Operation[]): (info: Operation) => boolean {
  const seen = new Set(operations.filter(isSetRead).flatMap((read) => [...seenBy(read)]));
  return (info) => seen.has(valueText(info.input));
}
