import { keyText, valueText, type Value } from "./value.ts";

/**
 * One step of a transaction, as Elle writes it: `["r", key, null]` reads, and its last part is filled in when it was
 * answered; `["w", key, value]` writes a register; `["append", key, element]` adds to the end of a list. The value of an
 * operation `txn` is a list of them (Kingsbury & Alvaro, "Elle", VLDB 2020, §6).
 */
export type MicroOperation = readonly [f: "r" | "w" | "append", key: Value, value: Value];

/** The operation that is a transaction. It has no key of its own. */
export const TRANSACTION = "txn";

/** The micro-operations of a transaction's value; undefined when it is none. */
export function microOperationsOf(value: Value): readonly MicroOperation[] | undefined {
  return Array.isArray(value) && value.every(isMicroOperation) ? value : undefined;
}

function isMicroOperation(value: unknown): value is MicroOperation {
  return Array.isArray(value) && value.length === 3 && ["r", "w", "append"].includes(value[0] as string);
}

/**
 * A transaction's value as a file has it, with the names of micro-operations bare: EDN writes them as keywords,
 * `[:r :x nil]`. Keys and elements stay as they are; a read that says nothing of a value (`[:r :x]`) has none. What
 * is no list that begins with a name stays too.
 */
export function fromKeywords(value: Value): Value {
  return isList(value) ? value.map((step) => (isNamed(step) ? bareStep(step) : step)) : value;
}

/** True for a list of one or more lists that begin with a name. */
export function looksLikeTransaction(value: Value): boolean {
  return isList(value) && value.length > 0 && value.every(isNamed);
}

function bareStep([name, ...rest]: readonly [string, ...Value[]]): Value {
  const f = name.startsWith(":") ? name.slice(1) : name;
  return f === "r" && rest.length === 1 ? [f, ...rest, null] : [f, ...rest];
}

function isNamed(step: Value): step is readonly [string, ...Value[]] {
  return isList(step) && typeof step[0] === "string";
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Of a long list the end is shown: what was appended last is what matters. */
const MOST_SHOWN = 6;

/** True for a transaction that changes nothing. */
export function isReadOnlyTransaction(value: Value): boolean {
  return microOperationsOf(value)?.every(([f]) => f === "r") ?? false;
}

/** `r x = 1 2, append y 3`; reads without what they read unless `isAnswered`. */
export function transactionText(value: Value, isAnswered: boolean): string {
  const steps = microOperationsOf(value);
  if (steps === undefined) return valueText(value);
  return steps.map((step) => stepText(step, isAnswered)).join(", ");
}

function stepText([f, key, value]: MicroOperation, isAnswered: boolean): string {
  const what = `${f} ${keyText(key)}`;
  if (f !== "r") return `${what} ${keyText(value)}`;
  return isAnswered ? `${what} = ${readText(value)}` : what;
}

function readText(value: Value): string {
  if (value === null) return "nothing";
  if (!Array.isArray(value)) return keyText(value);
  if (value.length === 0) return "nothing";
  const shown = (value as readonly Value[]).slice(-MOST_SHOWN).map(keyText).join(" ");
  return value.length > MOST_SHOWN ? `… ${shown}` : shown;
}
