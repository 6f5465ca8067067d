import { excerpt, SyntaxProblem } from "./source.ts";
import { setField, type RawEntry } from "./raw-entry.ts";
import type { Value } from "./value.ts";

/** Arrays and objects nested deeper than this are refused. */
export const MAX_DEPTH = 64;

/** A place in a text that is being read. Readers move `offset` on. */
export interface Cursor {
  readonly text: string;
  offset: number;
}

/**
 * JSON (RFC 8259) with the place of everything that is wrong, which `JSON.parse` tells differently on every
 * engine. Integers that a number cannot hold are kept as text: rounding could make two values equal that are not.
 */
export function readJsonValue(cursor: Cursor, depth = 0): Value {
  skipJsonSpace(cursor);
  const { text, offset } = cursor;
  switch (text.charCodeAt(offset)) {
    case 0x22:
      return readString(cursor);
    case 0x5b:
      return readArray(cursor, depth);
    case 0x7b:
      return readObject(cursor, depth);
    case 0x74:
      return readWord(cursor, "true", true);
    case 0x66:
      return readWord(cursor, "false", false);
    case 0x6e:
      return readWord(cursor, "null", null);
    default:
      return readNumber(cursor);
  }
}

/** An object whose fields go into `entry`. The cursor stands on its `{`. */
export function readJsonEntry(cursor: Cursor, entry: RawEntry): void {
  readJsonFields(cursor, 0, (name, value, offset) => setField(entry, name, value, offset));
}

export function skipJsonSpace(cursor: Cursor): void {
  const { text } = cursor;
  let { offset } = cursor;
  for (;;) {
    const code = text.charCodeAt(offset);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
    offset++;
  }
  cursor.offset = offset;
}

function readObject(cursor: Cursor, depth: number): Value {
  const object = Object.create(null) as { [key: string]: Value };
  readJsonFields(cursor, depth, (name, value) => {
    object[name] = value;
  });
  return object;
}

export function readJsonFields(
  cursor: Cursor,
  depth: number,
  onField: (name: string, value: Value, offset: number) => void,
): void {
  const start = cursor.offset;
  checkDepth(cursor, depth);
  cursor.offset++;
  skipJsonSpace(cursor);
  if (skipIf(cursor, "}")) return;
  for (;;) {
    skipJsonSpace(cursor);
    if (cursor.text[cursor.offset] !== '"')
      throw unexpected(cursor, start, "object", ['a name in double quotes, such as "type"']);
    const name = readString(cursor);
    skipJsonSpace(cursor);
    if (!skipIf(cursor, ":")) throw unexpected(cursor, start, "object", [":"]);
    skipJsonSpace(cursor);
    const offset = cursor.offset;
    if (offset >= cursor.text.length) throw unexpected(cursor, start, "object", ["a value"]);
    onField(name, readJsonValue(cursor, depth + 1), offset);
    skipJsonSpace(cursor);
    if (skipIf(cursor, "}")) return;
    if (!skipIf(cursor, ",")) throw unexpected(cursor, start, "object", [", or }"]);
  }
}

function readArray(cursor: Cursor, depth: number): Value {
  const start = cursor.offset;
  checkDepth(cursor, depth);
  cursor.offset++;
  const values: Value[] = [];
  skipJsonSpace(cursor);
  if (skipIf(cursor, "]")) return values;
  for (;;) {
    skipJsonSpace(cursor);
    if (cursor.offset >= cursor.text.length) throw unexpected(cursor, start, "array", ["a value"]);
    values.push(readJsonValue(cursor, depth + 1));
    skipJsonSpace(cursor);
    if (skipIf(cursor, "]")) return values;
    if (!skipIf(cursor, ",")) throw unexpected(cursor, start, "array", [", or ]"]);
  }
}

/** The text of a string in double quotes, on which the cursor stands. The escapes are those of JSON. */
function readString(cursor: Cursor): string {
  const { text } = cursor;
  const start = cursor.offset;
  let offset = start + 1;
  let from = offset;
  let result = "";
  for (;;) {
    const code = text.charCodeAt(offset);
    if (code === 0x22) break;
    if (Number.isNaN(code) || code === 0x0a)
      throw new SyntaxProblem(start, "this string is not closed before the end of its line");
    if (code < 0x20)
      throw new SyntaxProblem(offset, "a control character inside a string", {
        accepted: ["\\t, \\n or \\u00XX"],
      });
    if (code === 0x5c) {
      result += text.slice(from, offset) + readEscape(text, offset);
      offset += text[offset + 1] === "u" ? 6 : 2;
      from = offset;
    } else {
      offset++;
    }
  }
  cursor.offset = offset + 1;
  return result + text.slice(from, offset);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

function readEscape(text: string, offset: number): string {
  const letter = text[offset + 1] ?? "";
  if (letter === "u") {
    const digits = text.slice(offset + 2, offset + 6);
    if (/^[0-9a-fA-F]{4}$/.test(digits)) return String.fromCharCode(parseInt(digits, 16));
  } else if (Object.hasOwn(ESCAPES, letter)) {
    return ESCAPES[letter]!;
  }
  throw new SyntaxProblem(offset, "an escape that JSON does not have", {
    found: text.slice(offset, offset + 2),
    accepted: ['\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX'],
  });
}

function readWord<T extends Value>(cursor: Cursor, word: string, value: T): T {
  if (!cursor.text.startsWith(word, cursor.offset)) throw notValue(cursor);
  cursor.offset += word.length;
  return value;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function readNumber(cursor: Cursor): Value {
  NUMBER.lastIndex = cursor.offset;
  const match = NUMBER.exec(cursor.text);
  if (match === null) throw notValue(cursor);
  cursor.offset += match[0].length;
  const value = Number(match[0]);
  return isExact(value, match[0]) ? value : match[0];
}

/** False for an integer that a number can only hold rounded: it is kept as text. */
export function isExact(value: number, digits: string): boolean {
  return Number.isSafeInteger(value) || !/^-?\d+$/.test(digits) || String(value) === digits;
}

function notValue(cursor: Cursor): SyntaxProblem {
  if (cursor.offset >= cursor.text.length)
    return new SyntaxProblem(cursor.offset, "the file ends where a value should stand");
  const found = excerpt(cursor.text, cursor.offset);
  return new SyntaxProblem(cursor.offset, `${found} is no JSON value`, {
    found,
    accepted: ['"text"', "a number", "true", "false", "null", "[…]", "{…}"],
  });
}

function unexpected(cursor: Cursor, start: number, what: string, accepted: readonly string[]): SyntaxProblem {
  if (cursor.offset >= cursor.text.length) {
    return new SyntaxProblem(start, `the file ends inside the ${what} that begins here`, { accepted });
  }
  const found = excerpt(cursor.text, cursor.offset);
  return new SyntaxProblem(cursor.offset, `${found} does not belong in this ${what}`, { found, accepted });
}

function checkDepth(cursor: Cursor, depth: number): void {
  if (depth >= MAX_DEPTH) {
    throw new SyntaxProblem(cursor.offset, `values are nested more than ${MAX_DEPTH} deep`);
  }
}

function skipIf(cursor: Cursor, character: string): boolean {
  if (cursor.text[cursor.offset] !== character) return false;
  cursor.offset++;
  return true;
}
