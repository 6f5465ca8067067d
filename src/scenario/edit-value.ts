import { isAlias, isMap, isSeq } from "yaml";
import { hashValue } from "../base/index.ts";
import { readValue } from "./setting-value.ts";
import type { Path } from "./place-of-path.ts";
import type { Setting } from "./settings.ts";
import { changeMap, endOf, flowText, nodeOf, splice, startOf, type Entry, type Splice } from "./yaml-edit.ts";
import { readYaml, type YamlText } from "./yaml-text.ts";

/**
 * A document's text with other values: only what stands at their paths is another text, comments and layout stay. Undefined
 * where that is more than a piece of text, such as with aliases: somebody else must write the document then.
 */
export function withValues(text: string, settings: readonly Setting[]): YamlText | undefined {
  let yaml = read(text);
  for (const { path, value } of settings) {
    if (yaml === undefined) return undefined;
    const wanted = setPlain(yaml.data, path, readValue(value));
    const pieces = piecesFor(yaml, path, wanted);
    const after: YamlText | undefined = pieces === undefined ? undefined : read(splice(yaml.text, pieces));
    yaml = after !== undefined && hashValue(after.data) === hashValue(wanted) ? after : undefined;
  }
  return yaml;
}

function read(text: string): YamlText | undefined {
  const yaml = readYaml(text, "");
  return yaml.ok ? yaml.value : undefined;
}

/** Changes the map or list nearest to the value that is there already. */
function piecesFor(yaml: YamlText, path: Path, wanted: unknown): Splice[] | undefined {
  let node: unknown = yaml.document.contents;
  let before: unknown = yaml.data;
  let after = wanted;
  for (const part of path) {
    const child = isMap(node) || isSeq(node) ? node.get(part, true) : undefined;
    if (isAlias(child)) return undefined;
    const isLast = !isMap(child) && !isSeq(child);
    if (isMap(node) && (isLast || part === path.at(-1)))
      return changeMap(yaml, node, before as Entry, after as Entry);
    if (isSeq(node) && child !== undefined && (isLast || part === path.at(-1))) {
      const item = nodeOf(child);
      const text = flowText((after as readonly unknown[])[Number(part)]);
      return [{ from: startOf(item), to: endOf(yaml.text, item), text }];
    }
    if (isLast) return undefined;
    node = child;
    before = (before as Record<string | number, unknown>)[part];
    after = (after as Record<string | number, unknown>)[part];
  }
  return undefined;
}

/** Plain data with another value at a path; what is missing on the way becomes a map. */
function setPlain(data: unknown, path: Path, value: unknown): unknown {
  const [part, ...rest] = path;
  if (part === undefined) return value;
  if (Array.isArray(data)) {
    const list: readonly unknown[] = data;
    return list.map((item, index) => (index === Number(part) ? setPlain(item, rest, value) : item));
  }
  const map = typeof data === "object" && data !== null ? (data as Entry) : {};
  return { ...map, [part]: setPlain(map[part], rest, value) };
}
