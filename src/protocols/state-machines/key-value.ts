import { valueText, type ClientRequest, type Value } from "../../cluster/index.ts";

/**
 * A key-value store as a deterministic state machine: plain data, the same commands in the same order give the same
 * store everywhere. A key that was never written holds null.
 *
 * | operation | value | answer |
 * |---|---|---|
 * | `read` | – | ok, what the key holds |
 * | `write` | new value | ok |
 * | `cas` | [expected, new] | ok, or fail without an error when the key holds something else |
 */
export type KeyValue = Map<string, Value>;

export interface Outcome {
  outcome: "ok" | "fail";
  value: Value;
}

export function createKeyValue(): KeyValue {
  return new Map();
}

/** Why the store can never carry out this request; undefined when it can. */
export function refusalOf(request: ClientRequest): string | undefined {
  if (request.f === "read" || request.f === "write") return undefined;
  if (request.f !== "cas") return "unknown-operation";
  return Array.isArray(request.value) && request.value.length === 2 ? undefined : "cas-takes-a-pair";
}

export function readKey(store: KeyValue, key: string): Value {
  return store.get(key) ?? null;
}

/** Carries out a request that is not refused, and puts its outcome into `answer`. */
export function execute(store: KeyValue, request: ClientRequest, answer: Outcome): void {
  answer.outcome = "ok";
  answer.value = request.value;
  if (request.f === "write") store.set(request.key, request.value);
  else if (request.f === "read") answer.value = readKey(store, request.key);
  else compareAndSet(store, request.key, request.value as readonly [Value, Value], answer);
}

function compareAndSet(
  store: KeyValue,
  key: string,
  [expected, fresh]: readonly [Value, Value],
  answer: Outcome,
): void {
  if (isSame(readKey(store, key), expected)) store.set(key, fresh);
  else answer.outcome = "fail";
}

function isSame(a: Value, b: Value): boolean {
  return a === b || (typeof a === "object" && typeof b === "object" && valueText(a) === valueText(b));
}

/** A request in a few characters: `x 7`, `x 3 to 4`, `x ?`. */
export function describeRequest({ f, key, value }: ClientRequest): string {
  if (f === "read") return `${key} ?`;
  if (f === "cas" && Array.isArray(value))
    return `${key} ${value.map((one) => valueText(one as Value)).join(" to ")}`;
  return `${key} ${valueText(value)}`;
}
