import { valueText, type Operation, type Value } from "../../history/index.ts";
import { copiesOf, copiesWith } from "../copies.ts";
import { groupByKey } from "./group-by-key.ts";
import type { Metric } from "./metric.ts";

/**
 * Acknowledged updates that are certainly gone. Every rule counts from below: what may have been overwritten, removed or
 * taken away by somebody's right is not lost.
 */
export const lostUpdates: Metric = {
  name: "lost-updates",
  unit: "",
  says:
    "Acknowledged updates that are certainly gone from all replicas that are up at the end. Registers: writes that were " +
    "begun after the value that all replicas agree on had been written and acknowledged. Sets: elements that were added, " +
    "that nobody tried to remove, and that no replica holds. Counters: how much the greatest replica lacks of what was " +
    "acknowledged, every unanswered subtraction taken for done. Texts: inserted characters that no replica holds and no " +
    "deletion was answered with, less those that unanswered deletions may have taken. What a store takes away twice when " +
    "it is asked twice counts as gone. None where no replica says what it holds.",
  hasWindow: false,
  compute({ cluster, operations, kind }) {
    const copies = copiesOf(cluster);
    if (copies.length === 0) return null;
    const updates = operations.filter(
      ({ f, key, type }) => f !== "read" && key !== undefined && type !== "fail",
    );
    return groupByKey(updates).reduce((sum, group) => {
      const { f, key = "" } = group[0]!;
      const rule = rules[f === "add" && kind === "counter" ? "counter" : f];
      const held = copiesWith(copies, key).map(({ contents }) => contents.get(key));
      return sum + (rule?.(group, held) ?? 0);
    }, 0);
  },
};

/** How many of one key's updates are lost, given what each copy holds of it. */
type Rule = (updates: readonly Operation[], held: readonly Held[]) => number;

/** Undefined for nothing. */
type Held = Value | undefined;

/** By the name of a key's first update. */
const rules: Readonly<Record<string, Rule>> = {
  write: lostWrites,
  cas: lostWrites,
  add: lostElements,
  remove: lostElements,
  counter: lostAmount,
  insert: lostCharacters,
  delete: lostCharacters,
};

/** A value that two operations wrote counts as the later one's; so does one that an unanswered operation may have written. */
function lostWrites(writes: readonly Operation[], held: readonly Held[]): number {
  const final = valueText(held[0] ?? null);
  if (held.some((value) => valueText(value ?? null) !== final)) return 0;
  const writers = writes.filter((write) => valueText(writtenBy(write)) === final);
  if (writers.some(({ type }) => type !== "ok") || (writers.length === 0 && final !== "null")) return 0;
  const sinceEntry = writers.reduce((last, { completeEntry }) => Math.max(last, completeEntry), -1);
  return writes.filter(({ type, invokeEntry }) => type === "ok" && invokeEntry > sinceEntry).length;
}

function writtenBy({ f, input }: Operation): Value {
  return f === "cas" ? (input as readonly Value[])[1]! : input;
}

function lostElements(updates: readonly Operation[], held: readonly Held[]): number {
  const kept = new Set(
    held.flatMap((value) => (Array.isArray(value) ? (value as readonly Value[]).map(valueText) : [])),
  );
  for (const { f, input } of updates) if (f === "remove") kept.add(valueText(input));
  const added = updates
    .filter(({ f, type }) => f === "add" && type === "ok")
    .map(({ input }) => valueText(input));
  return Array.from(new Set(added)).filter((element) => !kept.has(element)).length;
}

function lostAmount(updates: readonly Operation[], held: readonly Held[]): number {
  const amounts = updates.map(({ type, input }) =>
    type === "ok" ? Number(input) : Math.min(0, Number(input)),
  );
  const least = amounts.reduce((sum, amount) => sum + amount, 0);
  const most = held.reduce<number>((max, value) => Math.max(max, Number(value ?? 0)), -Infinity);
  return Math.max(0, least - most);
}

function lostCharacters(updates: readonly Operation[], held: readonly Held[]): number {
  const missing = new Map<string, number>();
  const count = (text: Held, by: number): void => {
    for (const character of charactersOf(text)) missing.set(character, (missing.get(character) ?? 0) + by);
  };
  let doubtful = 0;
  for (const { f, type, input, output } of updates) {
    if (f === "delete" && type === "ok") count(output, -1);
    else if (f === "delete") doubtful += Number((input as readonly Value[])[1]);
    else if (type === "ok") count((input as readonly Value[])[1], 1);
  }
  let lost = 0;
  for (const [character, number] of missing) lost += Math.max(0, number - mostOf(character, held));
  return Math.max(0, lost - doubtful);
}

/** How often the character stands in the text that has it most. */
function mostOf(character: string, held: readonly Held[]): number {
  return held.reduce<number>((most, text) => {
    const count = charactersOf(text).filter((one) => one === character).length;
    return Math.max(most, count);
  }, 0);
}

function charactersOf(text: Held): string[] {
  return typeof text === "string" ? Array.from(text) : [];
}
