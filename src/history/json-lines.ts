import { readJsonEntry, skipJsonSpace, type Cursor } from "./json-syntax.ts";
import { createRawEntry, type RawEntry } from "./raw-entry.ts";
import { excerpt, SyntaxProblem } from "./source.ts";
import type { HistoryEntry } from "./entry.ts";

/**
 * JSON lines: one object a line, `{"type":"invoke","process":0,"f":"read","key":"x","value":null,"timeUs":12}`.
 * An array of such objects is read too, as are objects that span several lines.
 */
export function readJsonLines(text: string, onEntry: (entry: RawEntry) => void): void {
  const cursor: Cursor = { text, offset: 0 };
  skipJsonSpace(cursor);
  if (text[cursor.offset] === "[") readArrayOfEntries(cursor, onEntry);
  else readEntries(cursor, onEntry);
}

/** A history as JSON lines, each ended by a line feed. The inverse of {@link readJsonLines}. */
export function writeJsonLines(entries: readonly HistoryEntry[]): string {
  return entries.map((entry) => `${JSON.stringify(toJson(entry))}\n`).join("");
}

function readEntries(cursor: Cursor, onEntry: (entry: RawEntry) => void): void {
  for (skipJsonSpace(cursor); cursor.offset < cursor.text.length; skipJsonSpace(cursor)) {
    readEntry(cursor, onEntry);
  }
}

function readArrayOfEntries(cursor: Cursor, onEntry: (entry: RawEntry) => void): void {
  const start = cursor.offset++;
  skipJsonSpace(cursor);
  let isFirst = true;
  while (cursor.text[cursor.offset] !== "]") {
    if (!isFirst) skipComma(cursor, start);
    readEntry(cursor, onEntry);
    skipJsonSpace(cursor);
    isFirst = false;
  }
  cursor.offset++;
  skipJsonSpace(cursor);
  if (cursor.offset < cursor.text.length) {
    throw new SyntaxProblem(cursor.offset, "something follows the array that holds the history");
  }
}

function skipComma(cursor: Cursor, start: number): void {
  if (cursor.offset >= cursor.text.length) {
    throw new SyntaxProblem(start, "the file ends inside the array that begins here", {
      accepted: [", or ]"],
    });
  }
  if (cursor.text[cursor.offset] !== ",") {
    const found = excerpt(cursor.text, cursor.offset);
    throw new SyntaxProblem(cursor.offset, `${found} does not belong between two entries`, {
      found,
      accepted: [", or ]"],
    });
  }
  cursor.offset++;
  skipJsonSpace(cursor);
}

function readEntry(cursor: Cursor, onEntry: (entry: RawEntry) => void): void {
  if (cursor.text[cursor.offset] !== "{") {
    const found = excerpt(cursor.text, cursor.offset);
    throw new SyntaxProblem(cursor.offset, "an entry is an object in braces", {
      found,
      accepted: ['{"type":"invoke","process":0,"f":"read","value":null}'],
    });
  }
  const entry = createRawEntry(cursor.offset);
  readJsonEntry(cursor, entry);
  onEntry(entry);
}

function toJson(entry: HistoryEntry): Record<string, unknown> {
  const { type, process, f, key, value, timeUs, error } = entry;
  return { type, process, f, key, value, timeUs, error };
}
