import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Alias,
  type Document,
  type Node,
  type Scalar,
  type YAMLError,
} from "yaml";
import { decodeUtf8, err, ok, type InputError, type Result } from "../base/index.ts";

/** A YAML text that could be read, and the plain data in it. */
export interface YamlText {
  readonly file: string;
  readonly text: string;
  readonly document: Document;
  readonly lines: LineCounter;
  /** What each alias stands for. */
  readonly targets: ReadonlyMap<unknown, unknown>;
  /** Maps are objects, aliases are copies. */
  readonly data: unknown;
}

export const MOST_BYTES = 1_000_000;
const MOST_NODES = 100_000;
const MOST_DEPTH = 64;
/** More errors than this are not told. */
export const MOST_ERRORS = 20;

/**
 * Reads one YAML document that a stranger may have written: nothing in it is executed, and its size, its depth and
 * what its aliases unfold to are bounded before anything is built from it. JSON is YAML.
 */
export function readYaml(source: string | Uint8Array, file: string): Result<YamlText, readonly InputError[]> {
  const decoded =
    typeof source === "string" ? withinLimit(source, source.length, file) : decode(source, file);
  if (!decoded.ok) return decoded;
  const text = decoded.value;
  const lines = new LineCounter();
  const parsed = parse(text, lines);
  if (parsed === undefined) return refuse(file, `the document is nested more than ${MOST_DEPTH} deep`);
  const errors = syntaxErrors(parsed, file, text, lines);
  if (errors.length > 0) return err(errors);
  return unfold(parsed, file, text, lines);
}

function decode(bytes: Uint8Array, file: string): Result<string, readonly InputError[]> {
  const small = withinLimit("", bytes.length, file);
  if (!small.ok) return small;
  const text = decodeUtf8(bytes);
  if (text.ok) return text;
  const { line, column, byte } = text.error;
  const problem = `the file is not UTF-8: byte 0x${byte.toString(16).padStart(2, "0")} has no meaning here`;
  return err([{ file, line, column, problem, accepted: ["text in UTF-8"] }]);
}

function withinLimit(text: string, size: number, file: string): Result<string, readonly InputError[]> {
  if (size <= MOST_BYTES) return ok(text);
  return refuse(file, `the document is larger than ${MOST_BYTES / 1000} kB`, `${size} bytes`);
}

/** Undefined when the text is nested so deeply that the parser gives up. */
function parse(text: string, lines: LineCounter): Document | undefined {
  if (isTooDeep(text)) return undefined;
  try {
    return parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: false, // its way of looking takes the square of their number: see `toRecord`
      logLevel: "error",
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A cheap upper bound, before any parser recurses: brackets still open, or columns of leading `- `, `? `. */
function isTooDeep(text: string): boolean {
  let open = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === "[" || character === "{") open++;
    else if (character === "]" || character === "}") open--;
    if (open > 1000) return true;
  }
  return /^[ \t]*(?:[-?:][ \t]+){65}/m.test(text) || /^ {2000}/m.test(text);
}

const SAID: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "a tab cannot indent; use spaces",
  MULTIPLE_DOCS: "a second document begins here; a scenario is one document a file",
  BAD_ALIAS: "an alias names an anchor that does not stand before it",
  TAG_RESOLVE_FAILED: "a tag is not accepted: a scenario is plain data",
  BAD_INDENT: "the indentation does not fit the lines above",
  MISSING_CHAR: "something is not closed, or a colon or comma is missing",
  BLOCK_AS_IMPLICIT_KEY: "a map cannot begin here; quote text that contains a colon",
  MULTILINE_IMPLICIT_KEY: "a key must be on one line; is a colon missing?",
  UNEXPECTED_TOKEN: "this cannot stand here",
  RESOURCE_EXHAUSTION: "the document is nested too deeply",
};

function syntaxErrors(document: Document, file: string, text: string, lines: LineCounter): InputError[] {
  const errors = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  const told = errors.slice(0, MOST_ERRORS).map((error) => toInputError(error, file, text, lines));
  return told.filter((one, index) => told.findIndex((other) => isSame(one, other)) === index);
}

function isSame(one: InputError, other: InputError): boolean {
  return one.line === other.line && one.column === other.column && one.problem === other.problem;
}

function toInputError(error: YAMLError, file: string, text: string, lines: LineCounter): InputError {
  const offset = Math.min(error.pos[0], text.length);
  const { line, col } = lines.linePos(offset);
  const found = wordAt(text, offset);
  const isOpen = error.code === "BAD_INDENT" && error.message.startsWith("Flow");
  const problem = isOpen ? "a [ or { is not closed" : (SAID[error.code] ?? error.message.split("\n")[0]!);
  return {
    file,
    line: Math.max(1, line),
    column: Math.max(1, col),
    problem,
    ...(found === "" ? {} : { found }),
  };
}

function wordAt(text: string, offset: number): string {
  const line = /^[^\r\n]*/.exec(text.slice(offset, offset + 60))![0].trim();
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

function refuse(file: string, problem: string, found?: string): Result<never, readonly InputError[]> {
  return err([{ file, line: 1, column: 1, problem, ...(found === undefined ? {} : { found }) }]);
}

/** What unfolding has used up, and the aliases it is inside of. */
interface Unfolding {
  nodes: number;
  readonly within: Set<unknown>;
  readonly anchors: Map<string, unknown>;
  /** Keys that their map had before. */
  readonly repeated: Scalar[];
  readonly targets: Map<unknown, unknown>;
}

/** Thrown while unfolding, at the node where a limit is passed. */
class Unfoldable extends Error {
  readonly node: Node;
  constructor(node: Node, problem: string) {
    super(problem);
    this.node = node;
  }
}

function unfold(
  document: Document,
  file: string,
  text: string,
  lines: LineCounter,
): Result<YamlText, readonly InputError[]> {
  try {
    const targets = new Map<unknown, unknown>();
    const unfolding: Unfolding = { nodes: 0, within: new Set(), anchors: new Map(), repeated: [], targets };
    const data = toPlain(document.contents, unfolding, 0);
    const { repeated } = unfolding;
    if (repeated.length === 0) return ok({ file, text, document, lines, targets, data });
    return err(repeated.slice(0, MOST_ERRORS).map((key) => repeatedKey(key, file, lines)));
  } catch (error) {
    if (!(error instanceof Unfoldable)) throw error;
    const { line, col } = lines.linePos(error.node.range?.[0] ?? 0);
    return err([{ file, line: Math.max(1, line), column: Math.max(1, col), problem: error.message }]);
  }
}

function repeatedKey(key: Scalar, file: string, lines: LineCounter): InputError {
  const { line, col } = lines.linePos(key.range?.[0] ?? 0);
  const name = String(key.value);
  return { file, line, column: col, problem: `the key "${name}" stands here a second time`, found: name };
}

function toPlain(node: unknown, unfolding: Unfolding, depth: number): unknown {
  if (isAlias(node)) return toPlain(targetOf(count(node, unfolding, depth), unfolding), unfolding, depth + 1);
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
  count(node, unfolding, depth);
  if (node.anchor !== undefined) unfolding.anchors.set(node.anchor, node);
  if (isScalar(node)) return plainScalar(node.value);
  unfolding.within.add(node);
  const plain = isSeq(node)
    ? node.items.map((item) => toPlain(item, unfolding, depth + 1))
    : toRecord(node, unfolding, depth);
  unfolding.within.delete(node);
  return plain;
}

/**
 * What an alias stands for: the node that had the anchor last before it. It is looked up when the alias is first met, in
 * the order of the text; what is met again while an alias unfolds has been looked up before.
 */
function targetOf(alias: Alias, { anchors, targets, within }: Unfolding): unknown {
  const target = targets.get(alias) ?? anchors.get(alias.source);
  if (target === undefined)
    throw new Unfoldable(alias, `the alias *${alias.source} names no anchor before it`);
  if (within.has(target)) throw new Unfoldable(alias, `the alias *${alias.source} contains itself`);
  targets.set(alias, target);
  return target;
}

/** Infinite numbers and those that are none have no place in a scenario; as text they are refused as such. */
function plainScalar(value: unknown): unknown {
  if (typeof value !== "number" || Number.isFinite(value)) return value;
  return Number.isNaN(value) ? ".nan" : value > 0 ? ".inf" : "-.inf";
}

type MapNode = Extract<Node, { items: { key: unknown; value: unknown }[] }>;

function toRecord(node: MapNode, unfolding: Unfolding, depth: number): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : undefined;
    if (name === undefined) throw new Unfoldable(isNode(key) ? key : node, "a key must be a word");
    if (Object.hasOwn(record, name)) unfolding.repeated.push(key as Scalar);
    const plain = toPlain(value, unfolding, depth + 1);
    Object.defineProperty(record, name, {
      value: plain,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return record;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "range" in value;
}

function count<N extends Node>(node: N, unfolding: Unfolding, depth: number): N {
  unfolding.nodes++;
  if (unfolding.nodes > MOST_NODES)
    throw new Unfoldable(node, `the document unfolds to more than ${MOST_NODES} values`);
  if (depth > MOST_DEPTH) throw new Unfoldable(node, `the document is nested more than ${MOST_DEPTH} deep`);
  return node;
}
