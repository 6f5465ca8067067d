import { isExact, MAX_DEPTH, type Cursor } from "./json-syntax.ts";
import { setField, type RawEntry } from "./raw-entry.ts";
import { excerpt, SyntaxProblem } from "./source.ts";
import { keyText, type Value } from "./value.ts";

/**
 * EDN (github.com/edn-format/edn), as Clojure prints it, read into plain values:
 *
 * - a keyword is text with its colon (`:timed-out` → `":timed-out"`), a symbol and a character are text;
 * - integers that a number cannot hold and ratios are kept as text, for rounding could make different values equal;
 * - lists, vectors and sets become arrays; keys of maps become text;
 * - a tag (`#inst "…"`, `#jepsen.history.Op{…}`) is dropped and its form read as it stands.
 */
export function readEdnValue(cursor: Cursor, depth = 0): Value {
  skipEdnSpace(cursor, depth);
  return readForm(cursor, depth);
}

function readForm(cursor: Cursor, depth: number): Value {
  const { text, offset } = cursor;
  switch (text[offset]) {
    case undefined:
      throw new SyntaxProblem(offset, "the file ends where a value should stand");
    case '"':
      return readString(cursor);
    case "[":
      return readSequence(cursor, depth, "]", "vector");
    case "(":
      return readSequence(cursor, depth, ")", "list");
    case "{":
      return readMap(cursor, depth);
    case "#":
      return readDispatch(cursor, depth);
    case "\\":
      return readCharacter(cursor);
    case "]":
    case ")":
    case "}":
      throw new SyntaxProblem(offset, `${text[offset]} closes nothing`, { found: text[offset] });
    default:
      return readAtom(cursor);
  }
}

/** A map whose fields go into `entry`. The cursor stands on its `{`. */
export function readEdnEntry(cursor: Cursor, entry: RawEntry): void {
  readFields(cursor, 0, (name, value, offset) => setField(entry, name, value, offset));
}

/** Skips white space, commas, comments and discarded forms (`#_ form`). */
export function skipEdnSpace(cursor: Cursor, depth = 0): void {
  skipBlank(cursor);
  let pending = 0;
  while (pending > 0 || cursor.text.startsWith("#_", cursor.offset)) {
    if (cursor.text.startsWith("#_", cursor.offset)) {
      pending++;
      cursor.offset += 2;
    } else {
      readForm(cursor, depth + 1);
      pending--;
    }
    skipBlank(cursor);
  }
}

function skipBlank(cursor: Cursor): void {
  const { text } = cursor;
  let { offset } = cursor;
  for (;;) {
    const code = text.charCodeAt(offset);
    if (code === 0x20 || code === 0x2c || (code >= 0x09 && code <= 0x0d)) {
      offset++;
    } else if (code === 0x3b) {
      const end = text.indexOf("\n", offset);
      offset = end < 0 ? text.length : end + 1;
    } else {
      break;
    }
  }
  cursor.offset = offset;
}

/** If the cursor stands on a tag such as `#jepsen.history.Op`, moves past it. */
export function skipTag(cursor: Cursor, depth = 0): void {
  const match = matchAt(/#:{0,2}[A-Za-z][^\s,;"()[\]{}\\]*/y, cursor);
  if (match === undefined) return;
  cursor.offset += match.length;
  skipEdnSpace(cursor, depth);
}

function readMap(cursor: Cursor, depth: number): Value {
  const map = Object.create(null) as { [key: string]: Value };
  readFields(cursor, depth, (name, value) => {
    map[name] = value;
  });
  return map;
}

function readFields(
  cursor: Cursor,
  depth: number,
  onField: (name: string, value: Value, offset: number) => void,
): void {
  const start = enter(cursor, depth);
  for (;;) {
    if (isClosed(cursor, depth, start, "}", "map")) return;
    const nameOffset = cursor.offset;
    const name = readForm(cursor, depth + 1);
    skipEdnSpace(cursor, depth);
    if (cursor.text[cursor.offset] === "}") {
      throw new SyntaxProblem(nameOffset, `${keyText(name)} has no value in this map`, {
        found: keyText(name),
      });
    }
    if (isClosed(cursor, depth, start, "}", "map")) return;
    const offset = cursor.offset;
    onField(keyText(name), readForm(cursor, depth + 1), offset);
  }
}

function readSequence(cursor: Cursor, depth: number, close: string, what: string): Value {
  const start = enter(cursor, depth);
  const values: Value[] = [];
  while (!isClosed(cursor, depth, start, close, what)) values.push(readForm(cursor, depth + 1));
  return values;
}

function enter(cursor: Cursor, depth: number): number {
  if (depth >= MAX_DEPTH)
    throw new SyntaxProblem(cursor.offset, `values are nested more than ${MAX_DEPTH} deep`);
  return cursor.offset++;
}

/** Moves past the closing bracket if it comes next; says where a collection began that is never closed. */
function isClosed(cursor: Cursor, depth: number, start: number, close: string, what: string): boolean {
  skipEdnSpace(cursor, depth);
  const next = cursor.text[cursor.offset];
  if (next === undefined) {
    throw new SyntaxProblem(start, `the file ends inside the ${what} that begins here`, {
      accepted: [close],
    });
  }
  if (next === close) {
    cursor.offset++;
    return true;
  }
  if (next === "]" || next === ")" || next === "}") {
    throw new SyntaxProblem(cursor.offset, `${next} cannot close this ${what}`, {
      found: next,
      accepted: [close],
    });
  }
  return false;
}

/** What begins with `#`: a set, a symbolic number such as `##Inf`, a printed pattern, or a tag before its form. */
function readDispatch(cursor: Cursor, depth: number): Value {
  const next = cursor.text[cursor.offset + 1];
  if (next === "{") {
    cursor.offset++;
    return readSequence(cursor, depth, "}", "set");
  }
  if (next === '"') {
    cursor.offset++;
    return readString(cursor);
  }
  if (next === "#") {
    const symbolic = matchAt(/##-?[A-Za-z]+/y, cursor);
    if (symbolic !== undefined) {
      cursor.offset += symbolic.length;
      return symbolic;
    }
  }
  const before = cursor.offset;
  if (depth >= MAX_DEPTH) throw new SyntaxProblem(before, `values are nested more than ${MAX_DEPTH} deep`);
  skipTag(cursor, depth);
  if (cursor.offset === before) {
    const found = excerpt(cursor.text, before);
    throw new SyntaxProblem(before, `${found} is nothing that EDN has`, {
      found,
      accepted: ["#{…}", "#tag form", "#_ form"],
    });
  }
  return readEdnValue(cursor, depth + 1);
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
  "'": "'",
};

function readString(cursor: Cursor): string {
  const { text } = cursor;
  const start = cursor.offset;
  let offset = start + 1;
  let from = offset;
  let result = "";
  for (;;) {
    const code = text.charCodeAt(offset);
    if (code === 0x22) break;
    if (Number.isNaN(code))
      throw new SyntaxProblem(start, "the file ends inside the string that begins here", { accepted: ['"'] });
    if (code !== 0x5c) {
      offset++;
      continue;
    }
    const escape = readEscape(text, offset);
    result += text.slice(from, offset) + escape.character;
    offset += escape.length;
    from = offset;
  }
  cursor.offset = offset + 1;
  return result + text.slice(from, offset);
}

function readEscape(text: string, offset: number): { character: string; length: number } {
  const letter = text[offset + 1] ?? "";
  if (Object.hasOwn(ESCAPES, letter)) return { character: ESCAPES[letter]!, length: 2 };
  const unicode = /^\\u([0-9a-fA-F]{4})/.exec(text.slice(offset, offset + 6));
  if (unicode !== null) return { character: String.fromCharCode(parseInt(unicode[1]!, 16)), length: 6 };
  const octal = /^\\([0-3]?[0-7]{1,2})/.exec(text.slice(offset, offset + 4));
  if (octal !== null)
    return { character: String.fromCharCode(parseInt(octal[1]!, 8)), length: octal[0].length };
  throw new SyntaxProblem(offset, "an escape that EDN does not have", {
    found: text.slice(offset, offset + 2),
    accepted: ['\\" \\\\ \\b \\f \\n \\r \\t \\uXXXX'],
  });
}

const CHARACTERS: Readonly<Record<string, string>> = {
  newline: "\n",
  space: " ",
  tab: "\t",
  return: "\r",
  backspace: "\b",
  formfeed: "\f",
};

function readCharacter(cursor: Cursor): string {
  const match = matchAt(/\\(?:u[0-9a-fA-F]{4}|[A-Za-z]+|.)/suy, cursor);
  if (match === undefined) throw new SyntaxProblem(cursor.offset, "the file ends inside a character");
  const name = match.slice(1);
  cursor.offset += match.length;
  if (Object.hasOwn(CHARACTERS, name)) return CHARACTERS[name]!;
  if (/^u[0-9a-fA-F]{4}$/.test(name)) return String.fromCharCode(parseInt(name.slice(1), 16));
  if (Array.from(name).length === 1) return name;
  throw new SyntaxProblem(cursor.offset - match.length, `${match} is no character`, {
    found: match,
    accepted: ["\\a", "\\newline", "\\u0041"],
  });
}

function readAtom(cursor: Cursor): Value {
  const start = cursor.offset;
  cursor.offset = atomEnd(cursor.text, start);
  const atom = cursor.text.slice(start, cursor.offset);
  const code = atom.charCodeAt(0);
  if (code === 0x3a && atom.length > 1) return atom;
  if ((code >= 0x30 && code <= 0x39) || /^[+-]\d/.test(atom)) return readNumber(atom, start);
  if (atom === "nil") return null;
  if (atom === "true") return true;
  if (atom === "false") return false;
  if (/^[^\p{Cc}:@`~^\\]+$/u.test(atom)) return atom;
  throw new SyntaxProblem(start, `${excerpt(atom, 0)} is nothing that EDN has`, {
    found: excerpt(atom, 0),
    accepted: ["nil", "true", "false", "a number", ":keyword", '"text"', "[…]", "{…}"],
  });
}

/** A keyword, symbol or number ends at white space, a comma, a bracket, a quote or a comment. */
function atomEnd(text: string, start: number): number {
  let offset = start + 1;
  for (; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code < 128 ? ENDS_ATOM[code] === 1 : /\s/.test(text[offset]!)) break;
  }
  return offset;
}

const ENDS_ATOM = new Uint8Array(128);
for (const character of ' \t\n\v\f\r,;"()[]{}') ENDS_ATOM[character.charCodeAt(0)] = 1;

function readNumber(atom: string, start: number): Value {
  const integer = /^([+-]?\d+)N?$/.exec(atom);
  if (integer !== null) {
    const digits = integer[1]!.replace(/^\+/, "");
    return isExact(Number(digits), digits) ? Number(digits) : digits;
  }
  if (/^[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?M?$/.test(atom)) return Number(atom.replace(/M$/, ""));
  if (/^[+-]?\d+\/\d+$/.test(atom)) return atom;
  throw new SyntaxProblem(start, `${excerpt(atom, 0)} is no number`, {
    found: excerpt(atom, 0),
    accepted: ["12", "-3", "1.5e3", "7N", "2.5M"],
  });
}

/** What a sticky pattern matches at the cursor. */
function matchAt(pattern: RegExp, cursor: Cursor): string | undefined {
  pattern.lastIndex = cursor.offset;
  return pattern.exec(cursor.text)?.[0];
}
