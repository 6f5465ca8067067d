import { isAlias, isCollection, isNode, visit, type Document } from "yaml";
import { nearestName, type InputError } from "../base/index.ts";
import { knownPaths, schemasAt } from "./json-schema.ts";
import { formatPath, hasPath, parsePath, type Path } from "./place-of-path.ts";
import { readValue } from "./setting-value.ts";
import type { YamlText } from "./yaml-text.ts";

/** `path=value` as given: a parameter's name or a document path, and YAML for the value. */
export type SettingText = readonly [path: string, value: string];

/** A setting whose place in the document is known. */
export interface Setting {
  readonly path: Path;
  readonly value: string;
}

/**
 * Applies settings to the document in order, before it is checked, so that what they bring in is checked like
 * the rest. A path must be a parameter, or be in the document, or be one that the format knows.
 */
export function applySettings(
  yaml: YamlText,
  texts: readonly SettingText[],
): { readonly settings: readonly Setting[]; readonly errors: readonly InputError[] } {
  const settings: Setting[] = [];
  const errors: InputError[] = [];
  for (const [name, value] of texts) {
    const path = findPath(yaml, name);
    const problem = path === undefined ? unknownPath(yaml, name) : change(yaml.document, path, value);
    if (path !== undefined && problem === undefined) settings.push({ path, value });
    if (problem !== undefined)
      errors.push({ file: `--set ${name}=${value}`, line: 0, column: 0, ...problem });
  }
  return { settings, errors };
}

type Refusal = Pick<InputError, "problem" | "found" | "accepted" | "nearest">;

function findPath(yaml: YamlText, name: string): Path | undefined {
  const params = paramPaths(yaml.data);
  const path = parsePath(params.get(name) ?? name);
  if (path === undefined) return undefined;
  return isKnownPath(yaml, path) ? path : undefined;
}

/** True for what the document has and for what the format would let it have there. */
export function isKnownPath(yaml: YamlText, path: Path): boolean {
  if (path.length === 0) return false;
  if (hasPath(yaml, path)) return true;
  const withinLists = path.every(
    (part, index) => typeof part === "string" || hasPath(yaml, path.slice(0, index + 1)),
  );
  return withinLists && schemasAt(path, yaml.data).length > 0;
}

/** Parameters by name, whatever else is wrong with the document. */
function paramPaths(data: unknown): Map<string, string> {
  const found = new Map<string, string>();
  const params = isRecord(data) ? data["params"] : undefined;
  if (!isRecord(params)) return found;
  for (const name of Object.keys(params)) {
    const param = params[name];
    if (isRecord(param) && typeof param["path"] === "string") found.set(name, param["path"]);
  }
  return found;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unknownPath(yaml: YamlText, name: string): Refusal {
  const params = [...paramPaths(yaml.data).keys()];
  const nearest = nearestName(name, [...params, ...settablePaths(yaml.data)]);
  return {
    problem: `the scenario has no parameter and no path "${name}"`,
    found: name,
    accepted: [...params, "a path such as network.loss, cluster.options.… or faults[0].at"],
    ...(nearest === undefined ? {} : { nearest }),
  };
}

/** Paths to suggest: keys that the format knows, and those of the faults that are there. */
export function settablePaths(data: unknown): readonly string[] {
  return [...knownPaths(data), ...entryPaths(data)];
}

/** Paths into the lists that people set most. */
function entryPaths(data: unknown): string[] {
  const faults = isRecord(data) ? data["faults"] : undefined;
  if (!Array.isArray(faults)) return [];
  return faults.flatMap((fault: unknown, index) =>
    isRecord(fault) ? Object.keys(fault).map((key) => `faults[${index}].${key}`) : [],
  );
}

function change(document: Document, path: Path, text: string): Refusal | undefined {
  for (let depth = 1; depth < path.length; depth++) {
    const node = document.getIn(path.slice(0, depth), true);
    if (node === undefined) break;
    if (isAlias(node))
      return { problem: `${formatPath(path.slice(0, depth))} is an alias; set the value that it stands for` };
    if (!isCollection(node)) document.setIn(path.slice(0, depth), document.createNode({}));
  }
  const anchor = usedAnchor(document, document.getIn(path, true));
  if (anchor !== undefined)
    return { problem: `other values stand for ${formatPath(path)} as *${anchor}; set it in the document` };
  document.setIn(path, document.createNode(readValue(text)));
  return undefined;
}

/** An anchor on a node or within it that an alias outside of it names: without the node it would name nothing. */
function usedAnchor(document: Document, node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  const anchors = new Set<string>();
  visit(node, { Node: (_, { anchor }) => void (anchor !== undefined && anchors.add(anchor)) });
  let used: string | undefined;
  if (anchors.size > 0)
    visit(document, {
      Node: (_, one) => (one === node ? visit.SKIP : undefined),
      Alias: (_, { source }) => void (anchors.has(source) && (used = source)),
    });
  return used;
}
