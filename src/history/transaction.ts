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
