import { readEdnEntry, readEdnValue, skipEdnSpace, skipTag } from "./edn-syntax.ts";
import type { HistoryEntry } from "./entry.ts";
import type { Cursor } from "./json-syntax.ts";
import { createRawEntry, type RawEntry } from "./raw-entry.ts";
import { excerpt, SyntaxProblem } from "./source.ts";
import { microOperationsOf, TRANSACTION } from "./transaction.ts";
import type { Value } from "./value.ts";

/**
 * Jepsen's EDN: one vector (or list) of maps, or one map after the other. A map is one entry,
 * `{:process 0, :type :invoke, :f :read, :value nil, :time 12000}`; records (`#jepsen.history.Op{…}`) are maps
 * with a tag. `:time` counts nanoseconds.
 */
export function readEdn(text: string, onEntry: (entry: RawEntry) => void): void {
  const cursor: Cursor = { text, offset: 0 };
  for (skipEdnSpace(cursor); cursor.offset < text.length; skipEdnSpace(cursor)) {
    const open = text[cursor.offset]!;
    if (open === "[" || open === "(") readCollection(cursor, open === "[" ? "]" : ")", onEntry);
    else readEntry(cursor, onEntry);
  }
}

/** A history as EDN, one map a line. The inverse of {@link readEdn} for times in whole microseconds. */
export function writeEdn(entries: readonly HistoryEntry[]): string {
  return entries.map((entry) => `${entryText(entry)}\n`).join("");
}

function readCollection(cursor: Cursor, close: string, onEntry: (entry: RawEntry) => void): void {
  const start = cursor.offset++;
  for (;;) {
    skipEdnSpace(cursor);
    if (cursor.offset >= cursor.text.length) {
      throw new SyntaxProblem(start, "the file ends inside the vector that begins here", {
        accepted: [close],
      });
    }
    if (cursor.text[cursor.offset] === close) break;
    readEntry(cursor, onEntry);
  }
  cursor.offset++;
}

function readEntry(cursor: Cursor, onEntry: (entry: RawEntry) => void): void {
  const start = cursor.offset;
  skipTag(cursor);
  if (cursor.text[cursor.offset] !== "{") {
    const found = excerpt(cursor.text, start);
    throw new SyntaxProblem(start, "an entry is a map in braces", {
      found,
      accepted: ["{:process 0, :type :invoke, :f :read, :value nil}"],
    });
  }
  const entry = createRawEntry(start);
  readEdnEntry(cursor, entry);
  onEntry(entry);
}

function entryText(entry: HistoryEntry): string {
  const fields = [
    `:process ${entry.process}`,
    `:type :${entry.type}`,
    `:f ${nameText(entry.f)}`,
    ...(entry.key === undefined ? [] : [`:key ${valueEdn(entry.key)}`]),
    `:value ${entry.f === TRANSACTION ? transactionEdn(entry.value) : valueEdn(entry.value)}`,
    ...(entry.timeUs === undefined ? [] : [`:time ${nanoseconds(entry.timeUs)}`]),
    ...(entry.error === undefined ? [] : [`:error ${nameText(entry.error)}`]),
  ];
  return `{${fields.join(", ")}}`;
}

/** As Elle reads it: the names of micro-operations are keywords. */
function transactionEdn(value: Value): string {
  const steps = microOperationsOf(value);
  if (steps === undefined) return valueEdn(value);
  return `[${steps.map(([f, key, part]) => `[:${f} ${valueEdn(key)} ${valueEdn(part)}]`).join(" ")}]`;
}

/** A name as a keyword where it can be one, else as text. */
function nameText(name: string): string {
  return /^[A-Za-z][A-Za-z0-9_.*+!?<>=-]*$/.test(name) ? `:${name}` : valueEdn(name);
}

function nanoseconds(timeUs: number): string {
  return Number.isSafeInteger(timeUs) && timeUs !== 0 ? `${timeUs}000` : String(timeUs * 1000);
}

function valueEdn(value: Value): string {
  if (value === null) return "nil";
  if (typeof value === "string") return stringEdn(value);
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `[${value.map(valueEdn).join(" ")}]`;
  const record = value as { readonly [key: string]: Value };
  return `{${Object.keys(record)
    .map((name) => `${stringEdn(name)} ${valueEdn(record[name]!)}`)
    .join(", ")}}`;
}

/** Text that reads back as the same text on any reader: everything but printable ASCII is escaped by number. */
function stringEdn(text: string): string {
  const escaped = text.replace(/["\\]|[^\x20-\x7e]/g, (character) =>
    character === '"' || character === "\\"
      ? `\\${character}`
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `"${escaped}"`;
}

/** One EDN form at the start of a text, and where it ends. */
export function readLeadingForm(text: string, offset: number): { value: Value; end: number } {
  const cursor: Cursor = { text, offset };
  const value = readEdnValue(cursor);
  return { value, end: cursor.offset };
}
