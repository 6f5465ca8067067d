import {
  isCollection,
  isMap,
  isPair,
  stringify,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { hashValue } from "../base/index.ts";
import { readYaml, type YamlText } from "./yaml-text.ts";

/**
 * Small changes to the text of a document that leave comments and layout of everything else as they are: pieces of the
 * text are replaced where the parser says that they stand. What anchors, block scalars and the like make of such a piece is
 * not worked out; {@link holds} reads the new text and says whether it means what was meant.
 */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Plain data of a map. */
export type Entry = Readonly<Record<string, unknown>>;

export function withoutKeys(entry: Entry, keys: readonly string[]): Entry {
  return Object.fromEntries(Object.entries(entry).filter(([key]) => !keys.includes(key)));
}

/** Splices must not overlap; what is put in where something is taken out stays. Lines end as the text's do. */
export function splice(text: string, splices: readonly Splice[]): string {
  const fromTheEnd = [...splices].sort((a, b) => b.from - a.from || b.to - a.to);
  return fromTheEnd.reduce(
    (all, { from, to, text: piece }) => all.slice(0, from) + withLineEndsOf(text, piece) + all.slice(to),
    text,
  );
}

/** `written` with the line ends of `text`, where it comes from something that knows only of line feeds. */
export function withLineEndsOf(text: string, written: string): string {
  return text.includes("\r\n") ? written.replaceAll(/\r?\n/g, "\r\n") : written;
}

/** True when a text can be read and has these data. */
export function holds(text: string, data: unknown): boolean {
  const read = readYaml(text, "");
  return read.ok && hashValue(read.value.data) === hashValue(data);
}

/** A value in one line, as it may stand inside of braces: `{ cut: [n1, n2], for: 2s }`. */
export function flowText(value: unknown, isJson = false): string {
  if (isJson) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((part) => flowText(part)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return scalarText(value);
  const pairs = Object.entries(value).map(([key, part]) => `${scalarText(key)}: ${flowText(part)}`);
  return pairs.length === 0 ? "{}" : `{ ${pairs.join(", ")} }`;
}

/** Quoted where braces or commas around it would make something else of it. */
function scalarText(value: unknown): string {
  const list = stringify([value], { collectionStyle: "flow", lineWidth: 0 });
  return list.trim().slice("[ ".length, -" ]".length);
}

/**
 * What makes a map's data `after`. Values that stay are not touched. A key that goes is given the name and value of one that
 * comes, in order, so that what was `crash: n1` and is to be `pause: n1` keeps its place and its comments.
 */
export function changeMap(yaml: YamlText, map: YAMLMap, before: Entry, after: Entry): Splice[] {
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  const fresh = Object.keys(after).filter((key) => !Object.hasOwn(before, key));
  const renamed = new Map(gone.slice(0, fresh.length).map((key, index) => [key, fresh[index]!]));
  const removed = gone.slice(fresh.length);
  const pairs = map.items;
  return [
    ...pairs.flatMap((pair) => {
      const key = String(nodeOf(pair.key).toJSON());
      if (removed.includes(key)) return [];
      const name = renamed.get(key) ?? key;
      return changePair(yaml.text, pair, name, isSame(before[key], after[name]) ? undefined : [after[name]]);
    }),
    ...removePairs(yaml.text, map, removed),
    ...addPairs(
      yaml,
      map,
      fresh.slice(gone.length).map((key) => [key, after[key]]),
    ),
  ];
}

/** `value` is a list of the one new value; undefined leaves what stands there. */
function changePair(text: string, pair: Pair, name: string, value: readonly [unknown] | undefined): Splice[] {
  const key = nodeOf(pair.key);
  const isJson = isQuoted(text, key);
  const rename =
    key.toJSON() === name ? [] : [{ from: startOf(key), to: endOf(text, key), text: flowText(name, isJson) }];
  if (value === undefined || pair.value === null) return rename;
  const old = nodeOf(pair.value);
  const isBelow = /^\s*:\s*\n\s*$/.test(text.slice(endOf(text, key), startOf(old)));
  const from = isBelow ? text.indexOf(":", endOf(text, key)) + 1 : startOf(old);
  return [...rename, { from, to: endOf(text, old), text: (isBelow ? " " : "") + flowText(value[0], isJson) }];
}

/** Behind the last pair: inside of its braces, or in lines of their own. */
export function addPairs(
  yaml: YamlText,
  map: YAMLMap,
  added: readonly (readonly [string, unknown])[],
): Splice[] {
  const { text } = yaml;
  const last = map.items.at(-1);
  if (added.length === 0 || last === undefined) return [];
  const isJson = isQuoted(text, nodeOf(last.key));
  const lines = added.map(([key, value]) => `${flowText(key, isJson)}: ${flowText(value, isJson)}`);
  if (map.flow === true) return [insert(endOfPair(text, last), lines.map((line) => `, ${line}`).join(""))];
  const indent = `\n${" ".repeat(columnOf(yaml, map) - 1)}`;
  return [insert(lineEnd(text, endOfPair(text, last)), lines.map((line) => indent + line).join(""))];
}

function removePairs(text: string, map: YAMLMap, removed: readonly string[]): Splice[] {
  const pairs = map.items;
  let isFirst = true;
  return pairs.flatMap((pair, index) => {
    const key = nodeOf(pair.key);
    if (!removed.includes(String(key.toJSON()))) {
      isFirst = false;
      return [];
    }
    const end = endOfPair(text, pair);
    if (isFirst) {
      const next = pairs[index + 1];
      return [remove(startOf(key), next === undefined ? end : startOf(nodeOf(next.key)))];
    }
    if (map.flow === true) return [remove(endOfPair(text, pairs[index - 1]!), end)];
    return [removeLines(text, startOf(key), end)];
  });
}

/** Takes one entry out of a list that has others, with the comment behind it. */
export function removeItem(yaml: YamlText, list: YAMLSeq, index: number): Splice {
  const { text } = yaml;
  const item = nodeOf(list.items[index]);
  if (list.flow !== true)
    return removeLines(text, dashLine(text, startOf(item), columnOf(yaml, list)), endOf(text, item));
  const next = list.items[index + 1];
  if (next !== undefined) return remove(startOf(item), startOf(nodeOf(next)));
  return remove(endOf(text, nodeOf(list.items[index - 1])), endOf(text, item));
}

/** Below or behind the last entry of a list that has some, laid out as the others are. */
export function addItem(yaml: YamlText, list: YAMLSeq, value: unknown): Splice {
  const { text } = yaml;
  const last = nodeOf(list.items.at(-1));
  const end = endOf(text, last);
  const item = flowText(
    value,
    isMap(last) && last.items.length > 0 && isQuoted(text, nodeOf(last.items[0]!.key)),
  );
  if (list.flow === true) return insert(end, `, ${item}`);
  return insert(lineEnd(text, end), `\n${" ".repeat(columnOf(yaml, list) - 1)}- ${item}`);
}

export function nodeOf(value: unknown): Node {
  return value as Node;
}

export function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

/** Behind the last character of a node that is not blank: the parser counts line ends to some of them. */
export function endOf(text: string, node: Node): number {
  if (isCollection(node) && node.flow !== true && node.items.length > 0) {
    const last: unknown = node.items.at(-1);
    return isPair(last) ? endOfPair(text, last) : endOf(text, nodeOf(last));
  }
  const start = startOf(node);
  return start + text.slice(start, node.range?.[1] ?? start).trimEnd().length;
}

function endOfPair(text: string, { key, value }: Pair): number {
  return endOf(text, nodeOf(value ?? key));
}

export function columnOf({ lines }: YamlText, node: Node): number {
  return lines.linePos(startOf(node)).col;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

/** Before the line's end, be it of one character or two. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  if (end < 0) return text.length;
  return end > at && text[end - 1] === "\r" ? end - 1 : end;
}

/** The line with the dash of an entry: its own, or one above when the entry begins on a line of its own. */
export function dashLine(text: string, at: number, column: number): number {
  let start = lineStart(text, at);
  while (start > 0 && text.slice(start, start + column).trim() !== "-") start = lineStart(text, start - 1);
  return start;
}

export function insert(at: number, text: string): Splice {
  return { from: at, to: at, text };
}

/** The lines of what stands from one place to another, with the line end before them. */
export function removeLines(text: string, from: number, to: number): Splice {
  const start = lineStart(text, from);
  return remove(Math.max(0, text[start - 2] === "\r" ? start - 2 : start - 1), lineEnd(text, to));
}

function remove(from: number, to: number): Splice {
  return { from, to, text: "" };
}

function isQuoted(text: string, node: Node): boolean {
  return text[startOf(node)] === '"';
}

function isSame(one: unknown, other: unknown): boolean {
  return hashValue(one) === hashValue(other);
}
