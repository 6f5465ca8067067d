import type { InputError } from "../base/index.ts";
import type { LocatedEntry } from "./entry.ts";
import { isKey, shorten } from "./raw-entry.ts";
import { keyText, valueText, type Value } from "./value.ts";

/**
 * Jepsen's `jepsen.independent` runs one test over many keys and writes each value as a pair `[key value]`:
 * a read `[x nil]`, a write `[x 3]`, a cas `[x [1 2]]`.
 *
 * Decision: without being told, a history is taken as one of pairs when no entry has a `key`, and every
 * invocation and every `ok` holds a pair whose first part can be a key, and in every `cas` the second part
 * is a pair itself. A history without pairs practically always has an invocation of `read` with the value
 * nil, which decides it. What could be mistaken: a history of nothing but writes of two-element vectors, of
 * which every verdict is `valid` either way. Counter-example that the `cas` rule is for: a history of
 * `cas [1 2]` alone has only pairs, but they are expected and new value of one register.
 */
export function hasIndependentKeys(entries: readonly LocatedEntry[]): boolean {
  return (
    entries.length > 0 &&
    entries.every((entry) => entry.key === undefined && (!isConstrained(entry) || isKeyed(entry)))
  );
}

/** Moves the first part of every pair into `key`. An entry that is no pair is an error (only when told to expect them). */
export function splitIndependentKeys(
  file: string,
  entries: readonly LocatedEntry[],
): { entries: LocatedEntry[]; errors: InputError[] } {
  const errors: InputError[] = [];
  const result = entries.map((entry) => {
    if (entry.key !== undefined) return entry;
    if (isPair(entry.value)) return { ...entry, key: keyText(entry.value[0]), value: entry.value[1] };
    if (isConstrained(entry)) errors.push(notPair(file, entry));
    return entry;
  });
  return { entries: result, errors };
}

/** Failed and unknown completions often hold an error or nothing where the pair was. */
function isConstrained(entry: LocatedEntry): boolean {
  return entry.type === "invoke" || entry.type === "ok";
}

function isKeyed(entry: LocatedEntry): boolean {
  return (
    isPair(entry.value) &&
    (entry.f !== "cas" || (Array.isArray(entry.value[1]) && entry.value[1].length === 2))
  );
}

function isPair(value: Value): value is readonly [Value, Value] {
  return (
    Array.isArray(value) && value.length === 2 && isKey((value as readonly Value[])[0]!) && value[0] !== null
  );
}

function notPair(file: string, entry: LocatedEntry): InputError {
  const found = shorten(valueText(entry.value));
  return {
    file,
    line: entry.line,
    column: entry.column,
    problem: `the value of this ${entry.f} is no pair of key and value, but ${found}`,
    found,
    accepted: ["[key value]"],
  };
}
