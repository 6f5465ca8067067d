import { isObservedMismatch, type Operation, type Value } from "../../history/index.ts";
import { describeText } from "../describe.ts";
import type { Misfit, Model } from "../model.ts";
import { narrowToPrefixes } from "./observed-prefixes.ts";
import { decideUniqueWrites } from "./unique-writes.ts";
import { describeTextOfValue, textOfValue } from "./value-as-text.ts";

const GETS = ["get", "read"];
const PUTS = ["put", "write"];

/**
 * Any value that is put, got as a whole and compared and set; texts can be appended to. At first there is nothing, which is read
 * as nil or as the empty text. The state is the value as text (see `textOfValue`).
 */
export const kv: Model<string> = {
  name: "kv",
  about: "get, put, append text to and compare-and-set the value under a key",
  noun: "the value",
  operations: [...GETS, ...PUTS, "append", "cas"],
  misfit,
  init: "",
  step,
  key: (state) => state,
  describe: (state) => describeText(describeTextOfValue(state)),
  isObserver: (operation) => isGet(operation) || isObservedMismatch(operation),
  narrow: (operations) =>
    operations.some(isCas)
      ? kv
      : narrowToPrefixes(kv, operations, {
          isObserver: isGet,
          overwrites: isPut,
          seen: textOfValue,
          written: textOfValue,
        }),
  decide: (operations) =>
    decideUniqueWrites(operations, "", { isRead: isGet, isWrite: isPut, textOf: textOfValue }),
  findUseful,
  overwrites: isPut,
  texts: {
    seen: (operation) => (isCas(operation) ? expectedBy(operation) : gotBy(operation)),
    written: writtenBy,
    appends: (operation) => operation.f === "append",
  },
};

function isGet(operation: Operation): boolean {
  return GETS.includes(operation.f);
}

function isPut(operation: Operation): boolean {
  return PUTS.includes(operation.f);
}

function isCas(operation: Operation): boolean {
  return operation.f === "cas";
}

function gotBy(operation: Operation): string | undefined {
  return isGet(operation) ? textOfValue(operation.output) : undefined;
}

function writtenBy(operation: Operation): string | undefined {
  if (isGet(operation)) return undefined;
  if (!isCas(operation)) return textOfValue(operation.input);
  return operation.type === "fail" ? undefined : newBy(operation);
}

function expectedBy(cas: Operation): string {
  return textOfValue((cas.input as readonly Value[])[0]!);
}

function newBy(cas: Operation): string {
  return textOfValue((cas.input as readonly Value[])[1]!);
}

function misfit({ f, input }: Operation): Misfit | undefined {
  if (f === "append" && typeof input !== "string")
    return { part: "input", problem: "append takes text", accepted: ['text, such as "x 0 1 y"'] };
  if (f !== "cas" || (Array.isArray(input) && input.length === 2)) return undefined;
  return {
    part: "input",
    problem: "a cas takes a pair of expected and new value",
    accepted: ["[expected, new]"],
  };
}

function step(state: string, operation: Operation): string | undefined {
  if (isGet(operation)) return state === gotBy(operation) ? state : undefined;
  if (isPut(operation)) return textOfValue(operation.input);
  if (!isCas(operation)) return state + textOfValue(operation.input);
  const holds = state === expectedBy(operation);
  if (operation.type === "fail") return holds ? undefined : state;
  return holds ? newBy(operation) : undefined;
}

/**
 * An unknown put or append is left out when what it writes is in no text that was got. Proof: from where it takes
 * effect until the next put every state contains its text, so no get can take effect there; without it nothing
 * that anybody saw changes. Where there is a cas, somebody may have seen it who got nothing, so then all are kept.
 */
function findUseful(operations: readonly Operation[]): (info: Operation) => boolean {
  if (operations.some(isCas)) return () => true;
  const seen = longestOf(operations.filter(isGet).map((operation) => textOfValue(operation.output)));
  return (info) => {
    const text = textOfValue(info.input);
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
