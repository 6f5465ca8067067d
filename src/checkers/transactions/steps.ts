import { keyText, valueText, type MicroOperation, type Operation, type Value } from "../../history/index.ts";

/** One micro-operation with its key as a number: a read with what it returned, or a write. */
export interface Step {
  readonly isRead: boolean;
  readonly key: number;
  readonly value: Value;
}

/** The steps of every transaction, and the names of the keys by their numbers. */
export interface Steps {
  readonly keys: readonly string[];
  /** By operation; of one that is not `ok` only the writes, for what it read is not known. */
  readonly steps: readonly (readonly Step[])[];
}

export function readSteps(operations: readonly Operation[]): Steps {
  const numbers = new Map<string, number>();
  const keys: string[] = [];
  const numberOf = (name: Value): number => {
    const text = keyText(name);
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, keys.length);
    return keys.push(text) - 1;
  };
  const steps = operations.map(({ type, input, output }) => {
    const isOk = type === "ok";
    const found: Step[] = [];
    for (const [f, key, value] of (isOk ? output : input) as unknown as readonly MicroOperation[]) {
      if (f !== "r" || isOk) found.push({ isRead: f === "r", key: numberOf(key), value });
    }
    return found;
  });
  return { keys, steps };
}

/** Equal for equal values, different for different ones; quick for numbers. */
export function identity(value: Value): unknown {
  if (typeof value === "number") return value;
  return typeof value === "string" ? `"${value}` : valueText(value);
}
