import { forkList, isAppendList } from "./append-list.ts";
import { BugError } from "./assert.ts";

/**
 * A deep copy of plain data: null, booleans, numbers, strings, arrays, objects without a prototype of
 * their own, Map, Set, typed arrays. An AppendList is forked, in constant time. Anything else (a closure, a
 * class instance) is a bug in the program that keeps it in its state, and throws.
 */
export function clone<T>(value: T): T {
  return copy(value) as T;
}

function copy(value: unknown): unknown {
  if (typeof value !== "object" || value === null) {
    if (typeof value === "function" || typeof value === "symbol") throw notPlain(value);
    return value;
  }
  if (Array.isArray(value)) return copyArray(value);
  if (isAppendList(value)) return forkList(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null)
    return copyObject(value as Record<string, unknown>);
  if (value instanceof Map) return new Map(Array.from(value, ([key, held]) => [copy(key), copy(held)]));
  if (value instanceof Set) return new Set(Array.from(value, copy));
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return (value as Uint8Array).slice();
  throw notPlain(value);
}

function copyArray(values: readonly unknown[]): unknown[] {
  const result: unknown[] = new Array(values.length);
  for (let index = 0; index < values.length; index++) result[index] = copy(values[index]);
  return result;
}

function copyObject(value: Record<string, unknown>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value)) result[key] = copy(value[key]);
  return result;
}

function notPlain(value: unknown): BugError {
  const what = typeof value === "object" ? (value?.constructor?.name ?? "object") : typeof value;
  return new BugError(`a program's state holds a ${what}; only plain data can be checkpointed`);
}
