import type { Operation, Value } from "../../history/index.ts";
import { describeText } from "../describe.ts";
import type { Misfit, Model } from "../model.ts";
import { narrowToPrefixes } from "./observed-prefixes.ts";
import { decideUniqueWrites } from "./unique-writes.ts";

const GETS = ["get", "read"];
const PUTS = ["put", "write"];

/** Text that is put, appended to and got as a whole; empty at first. The state is the text. */
export const kv: Model<string> = {
  name: "kv",
  about: "get, put and append text under a key",
  noun: "the text",
  operations: [...GETS, ...PUTS, "append"],
  misfit,
  init: "",
  step,
  key: (state) => state,
  describe: (state) => describeText(JSON.stringify(state)),
  isObserver: isGet,
  narrow: (operations) =>
    narrowToPrefixes(kv, operations, { isObserver: isGet, overwrites: isPut, seen: asText, written: asText }),
  decide: (operations) => decideUniqueWrites(operations, '""', { isRead: isGet, isWrite: isPut }),
  findUseful,
  canLeadTo: (state, observer) => (observer.output as string).startsWith(state),
  overwrites: isPut,
  texts: {
    seen: (operation) => (isGet(operation) ? (operation.output as string) : undefined),
    written: (operation) => (isGet(operation) ? undefined : (operation.input as string)),
    appends: (operation) => operation.f === "append",
  },
};

function isGet(operation: Operation): boolean {
  return GETS.includes(operation.f);
}

function isPut(operation: Operation): boolean {
  return PUTS.includes(operation.f);
}

function misfit(operation: Operation): Misfit | undefined {
  const accepted = ['text, such as "x 0 1 y"'];
  if (isGet(operation)) {
    if (operation.type !== "ok" || typeof operation.output === "string") return undefined;
    return { part: "output", problem: `a ${operation.f} returns text`, accepted };
  }
  if (typeof operation.input === "string") return undefined;
  return { part: "input", problem: `${operation.f} takes text`, accepted };
}

function step(state: string, operation: Operation): string | undefined {
  if (isGet(operation)) return state === operation.output ? state : undefined;
  return isPut(operation) ? (operation.input as string) : state + (operation.input as string);
}

/**
 * An unknown put or append is left out when what it writes is in no text that was got. Proof: from where it takes
 * effect until the next put every state contains its text, so no get can take effect there; without it nothing
 * that anybody saw changes.
 */
function findUseful(operations: readonly Operation[]): (info: Operation) => boolean {
  const seen = longestOf(operations.filter(isGet).map((operation) => operation.output as string));
  return (info) => {
    const text = info.input as string;
    return isPut(info)
      ? seen.some((got) => got.startsWith(text))
      : text !== "" && seen.some((got) => got.includes(text));
  };
}

/** Without the texts that others begin with: what is in those is in the others too, and mostly one is left. */
function longestOf(texts: readonly string[]): string[] {
  const sorted = [...new Set(texts)].sort((a, b) => (a < b ? -1 : 1));
  return sorted.filter((text, index) => sorted[index + 1]?.startsWith(text) !== true);
}

function asText(value: Value): string {
  return value as string;
}
