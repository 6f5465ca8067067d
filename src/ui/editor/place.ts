import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Scalar } from "yaml";

/** A place in a document that may not be finished: which key or value is being written or pointed at. */
export interface Place {
  /** Of the value; of a key: of the map that it is in. */
  readonly path: readonly (string | number)[];
  readonly part: "key" | "value";
  /** The key or value as it stands in the text. */
  readonly from: number;
  readonly to: number;
  /** Within `{ }` or `[ ]`, where all is on one line. */
  readonly isFlow: boolean;
  /** The document as plain data, without what is being written. */
  readonly data: unknown;
}

/** Text that no scenario holds: stands for the word at the cursor while the place is looked for. */
const MARK = "‸";
/** Larger documents are edited without help. */
const MOST_CHARACTERS = 200_000;
const WORD = "[\\w./*()%+-]*";

/**
 * What may be written at `offset`, the likelier first. The word there is taken out and a mark is put in its place, as a
 * key or as a value; the parser, which mends what it can, then says where that mark is. Nothing for a comment.
 */
export function placesToWrite(text: string, offset: number): readonly Place[] {
  if (text.length > MOST_CHARACTERS || isComment(text, offset)) return [];
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const before = new RegExp(`${WORD}$`).exec(text.slice(lineStart, offset))![0];
  const after = new RegExp(`^${WORD}`).exec(text.slice(offset))![0];
  const from = offset - before.length;
  const to = offset + after.length;
  const opensLine = /^[ ]*(- +)*$/.test(text.slice(lineStart, from));
  const closesLine = /^[ \t]*(#.*)?(\n|$)/.test(text.slice(to));
  const marks = opensLine && closesLine ? [`${MARK}: 0`, MARK] : [MARK];
  return marks.flatMap((mark) => {
    const place = findMark(text.slice(0, from) + mark + text.slice(to), { from, to });
    return place === undefined ? [] : [place];
  });
}

/** The key or value that stands at `offset`. */
export function placeAt(text: string, offset: number): Place | undefined {
  if (text.length > MOST_CHARACTERS) return undefined;
  const document = parse(text);
  const found = search(document.contents, [], false, (scalar) => {
    const range = scalar.range;
    return range !== null && range !== undefined && range[0] <= offset && offset <= range[1];
  });
  if (found === undefined) return undefined;
  const [from, to] = found.scalar.range!;
  return { ...found.where, from, to, data: toPlain(document) };
}

/** Which entry of a list of the document stands on the line of `offset`; −1 for none. */
export function entryOnLine(text: string, offset: number, list: string): number {
  if (text.length > MOST_CHARACTERS) return -1;
  const node: unknown = parse(text).get(list, true);
  if (!isSeq(node)) return -1;
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const lineEnd = text.indexOf("\n", offset) < 0 ? text.length : text.indexOf("\n", offset);
  return node.items.findIndex((item) => {
    const [from, to] = (item as { readonly range?: readonly [number, number, number] | null }).range ?? [
      0, 0,
    ];
    return from <= lineEnd && to > lineStart;
  });
}

function isComment(text: string, offset: number): boolean {
  return /(^|\s)#[^"']*$/.test(text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset));
}

function findMark(text: string, word: { readonly from: number; readonly to: number }): Place | undefined {
  const document = parse(text);
  const found = search(document.contents, [], false, ({ value }) => String(value).includes(MARK));
  if (found === undefined) return undefined;
  const { scalar, where } = found;
  const data = toPlain(document);
  if (scalar.value === MARK && scalar.type === "PLAIN") return { ...where, ...word, data };
  // The mark is one word of a longer value, or stands in quotes: the whole value is replaced.
  const start = scalar.range![0] + (scalar.type === "PLAIN" ? 0 : 1);
  const isOneLine = !text.slice(start, scalar.range![1]).includes("\n");
  return where.part === "value" && isOneLine && start <= word.from
    ? { ...where, from: start, to: word.to, data }
    : undefined;
}

function parse(text: string): Document {
  return parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: "silent" });
}

interface Found {
  readonly scalar: Scalar;
  readonly where: Pick<Place, "path" | "part" | "isFlow">;
}

function search(
  node: unknown,
  path: Place["path"],
  isFlow: boolean,
  isWanted: (scalar: Scalar) => boolean,
): Found | undefined {
  if (isScalar(node))
    return isWanted(node) ? { scalar: node, where: { path, part: "value", isFlow } } : undefined;
  if (isSeq(node))
    return firstOf(node.items, (item, index) =>
      search(item, [...path, index], node.flow === true || isFlow, isWanted),
    );
  if (!isMap(node)) return undefined;
  const flow = node.flow === true || isFlow;
  return firstOf(node.items, ({ key, value }) => {
    if (isScalar(key) && isWanted(key)) return { scalar: key, where: { path, part: "key", isFlow: flow } };
    return isScalar(key) ? search(value, [...path, String(key.value)], flow, isWanted) : undefined;
  });
}

function firstOf<T, R>(items: readonly T[], look: (item: T, index: number) => R | undefined): R | undefined {
  for (const [index, item] of items.entries()) {
    const found = look(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** As far as it can be read; what holds the mark is left out. */
function toPlain({ contents }: Document): unknown {
  return plainOf(contents, 0);
}

function plainOf(node: unknown, depth: number): unknown {
  if (depth > 60 || isAlias(node)) return undefined;
  if (isScalar(node)) return node.value === MARK ? undefined : node.value;
  if (isSeq(node)) return node.items.map((item) => plainOf(item, depth + 1));
  if (!isMap(node)) return undefined;
  const entries = node.items.flatMap(({ key, value }): [string, unknown][] =>
    isScalar(key) && key.value !== MARK ? [[String(key.value), plainOf(value, depth + 1)]] : [],
  );
  return Object.fromEntries(entries);
}
