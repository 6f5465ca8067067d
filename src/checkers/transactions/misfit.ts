import { microOperationsOf, type Operation, type Value } from "../../history/index.ts";
import type { Misfit } from "../model.ts";

/** What the writes of a history of transactions do: add an element to a list, or replace a value. */
export type TransactionStyle = "list-append" | "rw-register";

const WRITES: Readonly<Record<TransactionStyle, string>> = { "list-append": "append", "rw-register": "w" };
const EXAMPLES: Readonly<Record<TransactionStyle, string>> = {
  "list-append": '[["append", "x", 1], ["r", "y", [1, 2]]]',
  "rw-register": '[["w", "x", 1], ["r", "y", 2]]',
};

/** The style of a history that fits one, by its first write; one without writes is of the style that its model says. */
export function styleOf(
  operations: readonly Operation[],
  unlessWritten: TransactionStyle = "list-append",
): TransactionStyle {
  for (const { input } of operations) {
    const write = microOperationsOf(input)?.find(([f]) => f !== "r");
    if (write !== undefined) return write[0] === "w" ? "rw-register" : "list-append";
  }
  return unlessWritten;
}

/**
 * What is wrong with the form of a transaction. Elements that are appended twice are no matter of form: Elle refuses
 * them, here they make levels `unknown` whose verdict depends on which of the two was read.
 */
export function misfitOfTransaction(operation: Operation, style: TransactionStyle): Misfit | undefined {
  const asked = misfitOfValue(operation.input, style, false);
  if (asked !== undefined) return { part: "input", ...asked };
  if (operation.type !== "ok") return undefined;
  const answered = misfitOfValue(operation.output, style, true);
  return answered === undefined ? undefined : { part: "output", ...answered };
}

type Problem = Omit<Misfit, "part">;

function misfitOfValue(value: Value, style: TransactionStyle, isAnswered: boolean): Problem | undefined {
  if (!isList(value)) {
    return { problem: "a transaction is a list of micro-operations", accepted: [EXAMPLES[style]] };
  }
  for (const [index, step] of value.entries()) {
    const misfit = misfitOfStep(step, style, isAnswered);
    if (misfit === undefined) continue;
    return { ...misfit, problem: `micro-operation ${index + 1} of this transaction: ${misfit.problem}` };
  }
  return undefined;
}

function misfitOfStep(step: Value, style: TransactionStyle, isAnswered: boolean): Problem | undefined {
  const names = ["r", WRITES[style]];
  if (!isList(step) || step.length !== 3) {
    const accepted = [`["r", key, value]`, `["${WRITES[style]}", key, value]`];
    return { problem: "it is a name, a key and a value", accepted, found: step };
  }
  const [f, , value] = step as readonly [Value, Value, Value];
  if (typeof f !== "string" || !names.includes(f)) {
    return { problem: `a ${style} history has reads and writes`, accepted: names, found: f };
  }
  if (f === "w" && value === null) {
    return { problem: "what is written is told from the initial nil", accepted: ["a value"], found: step };
  }
  if (f === "r" && isAnswered && style === "list-append" && value !== null && !isList(value)) {
    return {
      problem: "a read returns the list",
      accepted: ["[1, 2]", "nil for an empty list"],
      found: value,
    };
  }
  return undefined;
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
