import { valueText, type Value } from "../history/index.ts";
import { copiesWith, type Copy } from "./copies.ts";

/** The first key, in sorted order, under which two copies do not hold the same, and what they hold, in words. */
export function findDifference(copies: readonly Copy[]): string | undefined {
  const keys = Array.from(new Set(copies.flatMap(({ contents }) => Array.from(contents.keys())))).sort();
  for (const key of keys) {
    const [one, ...others] = copiesWith(copies, key);
    const first = one?.contents.get(key);
    const other = others.find(({ contents }) => textOf(contents.get(key)) !== textOf(first));
    if (other !== undefined)
      return `${key} ${describe(one!.name, first, other.name, other.contents.get(key))}`;
  }
  return undefined;
}

/** Of two sets an element that only one of them has, of other values both. */
function describe(
  name: string,
  value: Value | undefined,
  otherName: string,
  other: Value | undefined,
): string {
  if (Array.isArray(value) && Array.isArray(other)) {
    const extra = elementOfOne(value, other);
    if (extra !== undefined) return `has ${shortText(extra)} at ${name} and not at ${otherName}`;
    const missing = elementOfOne(other, value);
    if (missing !== undefined) return `has ${shortText(missing)} at ${otherName} and not at ${name}`;
  }
  return `is ${shortText(value)} at ${name} and ${shortText(other)} at ${otherName}`;
}

function elementOfOne(one: readonly Value[], other: readonly Value[]): Value | undefined {
  const held = new Set(other.map(valueText));
  return one.find((element) => !held.has(valueText(element)));
}

const MOST_CHARACTERS = 60;

function shortText(value: Value | undefined): string {
  const text = textOf(value);
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`;
}

function textOf(value: Value | undefined): string {
  return value === undefined ? "nothing" : valueText(value);
}
