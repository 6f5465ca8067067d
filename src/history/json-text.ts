import { err, ok, type InputError, type Result } from "../base/index.ts";
import { readJsonFields, readJsonValue, skipJsonSpace, type Cursor } from "./json-syntax.ts";
import { createPlaces, errorAt, SyntaxProblem } from "./source.ts";
import type { Value } from "./value.ts";

/** One JSON value, or what is wrong and where: `JSON.parse` tells that differently on every engine, or not at all. */
export function readJson(text: string, file: string): Result<Value, InputError> {
  const cursor: Cursor = { text, offset: 0 };
  try {
    const value = readJsonValue(cursor);
    skipJsonSpace(cursor);
    if (cursor.offset === text.length) return ok(value);
    throw new SyntaxProblem(cursor.offset, "something stands behind the end of the JSON value");
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem;
    return err(errorAt(createPlaces(file, text), problem.offset, problem.message, problem.details));
  }
}

/** Where the value at `path` stands in a text that `readJson` can read; where it would belong, when it is missing. */
export function jsonPlace(
  text: string,
  path: readonly PropertyKey[],
): { readonly line: number; readonly column: number } {
  const cursor: Cursor = { text, offset: 0 };
  skipJsonSpace(cursor);
  for (const key of path) {
    const offset = childOffset(cursor, String(key));
    if (offset === undefined) break;
    cursor.offset = offset;
  }
  return createPlaces("", text).at(cursor.offset);
}

/** The offset of one child of the object or array that the cursor stands on; the cursor stays. */
function childOffset({ text, offset }: Cursor, key: string): number | undefined {
  const cursor: Cursor = { text, offset };
  if (text[offset] === "[") return elementOffset(cursor, Number(key));
  if (text[offset] !== "{") return undefined;
  let found: number | undefined;
  readJsonFields(cursor, 0, (name, _value, at) => {
    if (name === key) found = at;
  });
  return found;
}

function elementOffset(cursor: Cursor, index: number): number | undefined {
  for (let at = 0; ; at++) {
    cursor.offset++;
    skipJsonSpace(cursor);
    if (cursor.text[cursor.offset] === "]") return undefined;
    if (at === index) return cursor.offset;
    readJsonValue(cursor);
    skipJsonSpace(cursor);
    if (cursor.text[cursor.offset] !== ",") return undefined;
  }
}
