import { valueText, type Operation, type Value } from "../../history/index.ts";
import { describeText } from "../describe.ts";
import type { Misfit, Model } from "../model.ts";
import { narrowToPrefixes } from "./observed-prefixes.ts";
import { perOperation } from "./per-operation.ts";

const READS = ["read", "get"];

/**
 * A list that is appended to one element at a time and read as a whole; empty at first. Transactions read and append
 * to several such lists in one operation; they are judged in `../transactions/`.
 *
 * The state is the canonical text of every element, each ended by a comma, which can be split in one way only.
 */
export const listAppend: Model<string> = {
  name: "list-append",
  about: "append one element to a list, read the whole list",
  noun: "the list",
  operations: [...READS, "append"],
  misfit,
  transactions: "list-append",
  init: "",
  step,
  key: (state) => state,
  describe: (state) => describeText(`[${state.slice(0, -1)}]`),
  isObserver: isRead,
  narrow: (operations) =>
    narrowToPrefixes(listAppend, operations, {
      isObserver: isRead,
      overwrites: () => false,
      seen: listText,
      written: elementText,
    }),
  findUseful,
  canLeadTo: (state, observer) => seenBy(observer).startsWith(state),
  overwrites: () => false,
  texts: {
    seen: (operation) => (isRead(operation) ? seenBy(operation) : undefined),
    written: (operation) => (isRead(operation) ? undefined : elementText(operation.input)),
    appends: () => true,
  },
};

function isRead(operation: Operation): boolean {
  return READS.includes(operation.f);
}

function misfit(operation: Operation): Misfit | undefined {
  if (
    !isRead(operation) ||
    operation.type !== "ok" ||
    operation.output === null ||
    Array.isArray(operation.output)
  )
    return undefined;
  return {
    part: "output",
    problem: "a read returns the list",
    accepted: ["[1, 2]", "nil for an empty list"],
  };
}

function step(state: string, operation: Operation): string | undefined {
  if (isRead(operation)) return state === seenBy(operation) ? state : undefined;
  return state + elementText(operation.input);
}

const seenBy = perOperation((read) => listText(read.output));

/** What a read returned is a list, what an append takes is one element, which may be a list too. */
function listText(value: Value): string {
  return value === null ? "" : (value as readonly Value[]).map(elementText).join("");
}

function elementText(value: Value): string {
  return `${valueText(value)},`;
}

/** An unknown append of an element that no read returned is left out: no read can take effect after it. */
function findUseful(operations: readonly Operation[]): (info: Operation) => boolean {
  const seen = new Set(
    operations
      .filter(isRead)
      .flatMap(({ output }) => (output === null ? [] : (output as readonly Value[]).map(valueText))),
  );
  return (info) => seen.has(valueText(info.input));
}
