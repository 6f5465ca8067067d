import { valueText, type Operation, type Value } from "../../history/index.ts";
import { describeText } from "../describe.ts";
import type { Misfit, Model } from "../model.ts";
import { decideGrowOnlySet } from "./grow-only-set.ts";

const READS = ["read", "get"];

/** A set that only grows and is read as a whole; empty at first. The state is the sorted texts of its elements. */
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
  canLeadTo: (state, observer) => {
    const seen = new Set(elementsOf(observer));
    return state.every((element) => seen.has(element));
  },
  overwrites: () => false,
};

export function isSetRead(operation: Operation): boolean {
  return READS.includes(operation.f);
}

/** The elements that a read returned, each once, sorted. */
export function elementsOf(read: Operation): string[] {
  const values = read.output === null ? [] : (read.output as readonly Value[]);
  return [...new Set(values.map(valueText))].sort(compareText);
}

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
  if (isSetRead(operation)) return elementsOf(operation).join(",") === state.join(",") ? state : undefined;
  const element = valueText(operation.input);
  return state.includes(element) ? state : [...state, element].sort(compareText);
}

/** An unknown add of an element that no read returned is left out: no read can take effect after it. */
function findUseful(operations: readonly Operation[]): (info: Operation) => boolean {
  const seen = new Set(operations.filter(isSetRead).flatMap(elementsOf));
  return (info) => seen.has(valueText(info.input));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
