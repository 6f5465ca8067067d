import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import type { YamlText } from "./yaml-text.ts";

export type Path = readonly (string | number)[];

export interface PlaceOptions {
  readonly part?: "key" | "value";
  /** Characters into a text in one line; quotes are not counted. */
  readonly offset?: number;
}

/** Where a path stands in the text: its value, or with `key` the key that names it. Undefined for what an edit added. */
export function placeOfPath(
  yaml: YamlText,
  path: Path,
  { part = "value", offset = 0 }: PlaceOptions = {},
): { line: number; column: number } | undefined {
  let node: unknown = yaml.document.contents;
  let range = rangeOf(node) ?? [0, 0];
  for (let depth = 0; depth < path.length; depth++) {
    const step = childOf(resolve(node, yaml), path[depth]!);
    if (step === undefined) break;
    const isLast = depth === path.length - 1;
    const own =
      rangeOf(isLast && part === "key" ? (step.key ?? step.value) : step.value) ?? rangeOf(step.key);
    if (own === undefined) return undefined;
    range = own;
    node = step.value;
  }
  const quote = offset > 0 && /["']/.test(yaml.text[range[0]] ?? "") ? 1 : 0;
  const isOneLine = !yaml.text.slice(range[0], range[0] + offset).includes("\n");
  const { line, col } = yaml.lines.linePos(range[0] + (isOneLine ? offset + quote : 0));
  return line < 1 ? { line: 1, column: 1 } : { line, column: col };
}

/** What plain data has at a path; undefined where it has nothing. */
export function valueAtPath(data: unknown, path: Path): unknown {
  let value = data;
  for (const part of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}

/** True when the document itself has something at this path. */
export function hasPath(yaml: YamlText, path: Path): boolean {
  let node: unknown = yaml.document.contents;
  for (const name of path) {
    const step = childOf(resolve(node, yaml), name);
    if (step === undefined) return false;
    node = step.value;
  }
  return true;
}

/** `cluster.options.heartbeat`, `faults[0].at` → the path; undefined when it cannot be read as one. */
export function parsePath(text: string): Path | undefined {
  const path: (string | number)[] = [];
  for (const [index, part] of text.split(".").entries()) {
    const match = /^([^[\]]*)((?:\[\d+\])*)$/.exec(part);
    if (match === null || (match[1] === "" && (index > 0 || match[2] === ""))) return undefined;
    if (match[1] !== "") path.push(match[1]!);
    for (const [, digits] of match[2]!.matchAll(/\[(\d+)\]/g)) path.push(Number(digits));
  }
  return path;
}

/** The inverse of {@link parsePath}. */
export function formatPath(path: Path): string {
  return path.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : text === "" ? part : `${text}.${part}`),
    "",
  );
}

function resolve(node: unknown, { targets }: YamlText): unknown {
  return isAlias(node) ? targets.get(node) : node;
}

function childOf(node: unknown, name: string | number): { key?: unknown; value: unknown } | undefined {
  if (isSeq(node)) {
    const index = Number(name);
    return index < node.items.length ? { value: node.items[index] } : undefined;
  }
  if (!isMap(node)) return undefined;
  return node.items.find((pair: Pair) => isScalar(pair.key) && String(pair.key.value) === String(name));
}

function rangeOf(node: unknown): readonly [number, number] | undefined {
  if (typeof node !== "object" || node === null) return undefined;
  const range = (node as Node).range;
  return range === undefined || range === null ? undefined : [range[0], range[1]];
}
