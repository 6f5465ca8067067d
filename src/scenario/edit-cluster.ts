import { isMap, isScalar, isSeq, type Document, type YAMLMap, type YAMLSeq } from "yaml";
import { err, ok, type InputError, type Result } from "../base/index.ts";
import { valueAtPath } from "./place-of-path.ts";
import { flowText, withLineEndsOf } from "./yaml-edit.ts";
import { readYaml, type YamlText } from "./yaml-text.ts";

/**
 * Edits of a document's cluster as its text: a node more, a node less, where a node stands on the stage. Comments and
 * layout stay. What comes out is checked where it is opened: a fault that names a node which is no more is an error there.
 */
type Edited = Result<string, readonly InputError[]>;

/** How many replicas a document has that does not say. */
const USUAL_NODES = 3;

/** One replica more, with the next free name. */
export function addNode(text: string, file: string): Edited {
  return editDocument(text, file, (yaml) => {
    const names = replicaNames(yaml);
    const nodes = valueAtPath(yaml.data, ["cluster", "nodes"]);
    if (!Array.isArray(nodes)) return ok(withNodes(yaml, names.length + 1));
    return ok(withNodes(yaml, [...names, freeName(names)]));
  });
}

/** One replica less. The last of numbered ones is counted no more; any other leaves a list of names. */
export function removeNode(text: string, file: string, name: string): Edited {
  return editDocument(text, file, (yaml) => {
    const names = replicaNames(yaml);
    if (!names.includes(name)) return refuse(file, `there is no replica "${name}"`, names);
    if (names.length === 1) return refuse(file, "a cluster has at least one node");
    const rest = names.filter((other) => other !== name);
    const isNumbered = rest.every((other, index) => other === `n${index + 1}`);
    const wasList = Array.isArray(valueAtPath(yaml.data, ["cluster", "nodes"]));
    const less = withNodes(yaml, isNumbered && !wasList ? rest.length : rest);
    return editDocument(less, file, (again) => ok(withoutView(again, name)));
  });
}

/** Where a node stands on the stage: shares of its width and its height, from the upper left. */
export function placeNode(
  text: string,
  file: string,
  name: string,
  [x, y]: readonly [number, number],
): Edited {
  return editDocument(text, file, (yaml) => {
    const view = viewOf(yaml);
    const positions = { ...asRecord(view["positions"]), [name]: [share(x), share(y)] };
    return ok(withView(yaml, { ...view, positions }));
  });
}

/** Every node stands again where the page puts it. */
export function forgetPlaces(text: string, file: string): Edited {
  return editDocument(text, file, (yaml) => {
    const { positions: _, ...view } = viewOf(yaml);
    return ok(withView(yaml, view));
  });
}

function editDocument(text: string, file: string, change: (yaml: YamlText) => Edited): Edited {
  const yaml = readYaml(text, file);
  if (!yaml.ok) return yaml;
  return isMap(yaml.value.document.contents) ? change(yaml.value) : refuse(file, "a scenario is a map");
}

function refuse(file: string, problem: string, accepted: readonly string[] = []): Edited {
  return err([{ file, line: 0, column: 0, problem, ...(accepted.length === 0 ? {} : { accepted }) }]);
}

function replicaNames({ data }: YamlText): string[] {
  const nodes = valueAtPath(data, ["cluster", "nodes"]) ?? USUAL_NODES;
  if (Array.isArray(nodes)) return nodes.map(String);
  return Array.from({ length: Math.min(Number(nodes) || 0, 2_000) }, (_, index) => `n${index + 1}`);
}

function freeName(names: readonly string[]): string {
  let number = names.length + 1;
  while (names.includes(`n${number}`)) number++;
  return `n${number}`;
}

const share = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 1_000) / 1_000;

/** A count or a list in one line takes the old one's place in the text; anything else is written by the library. */
function withNodes(yaml: YamlText, nodes: number | readonly string[]): string {
  const before: unknown = yaml.document.getIn(["cluster", "nodes"], true);
  if (isScalar(before) || (isSeq(before) && before.flow === true))
    return replaceRange(yaml, before, flowText(nodes));
  yaml.document.setIn(["cluster", "nodes"], isSeq(before) ? keepItems(yaml.document, before, nodes) : nodes);
  return written(yaml);
}

/** The entries that stay are the same ones, with their comments. */
function keepItems(document: Document, before: YAMLSeq, nodes: number | readonly string[]): unknown {
  if (typeof nodes === "number") return document.createNode(nodes);
  const known = new Map(before.items.map((item) => [isScalar(item) ? String(item.value) : "", item]));
  before.items = nodes.map((name) => known.get(name) ?? document.createNode(name));
  return before;
}

function viewOf({ data }: YamlText): Record<string, unknown> {
  return asRecord(valueAtPath(data, ["view"]));
}

function withoutView(yaml: YamlText, name: string): string {
  const { selected, positions, ...rest } = viewOf(yaml);
  const places = Object.fromEntries(Object.entries(asRecord(positions)).filter(([other]) => other !== name));
  const isNamed = selected === name || Object.hasOwn(asRecord(positions), name);
  if (!isNamed) return yaml.text;
  return withView(yaml, {
    ...(selected === undefined || selected === name ? {} : { selected }),
    ...rest,
    ...(Object.keys(places).length === 0 ? {} : { positions: places }),
  });
}

/** `view:` in one line: at its place, or as the last line of the document; none where it says nothing. */
function withView(yaml: YamlText, view: Record<string, unknown>): string {
  const { document, text } = yaml;
  const root = document.contents as YAMLMap;
  const pair = root.items.find(({ key }) => isScalar(key) && key.value === "view");
  const isEmpty = Object.keys(view).length === 0;
  if (root.flow === true || (pair !== undefined && (isEmpty || !isOneLine(pair.value)))) {
    if (isEmpty) document.delete("view");
    else document.set("view", flowNode(document, view));
    return written(yaml);
  }
  if (pair !== undefined) return replaceRange(yaml, pair.value, flowText(view));
  if (isEmpty) return text;
  return withLineEndsOf(text, `${text.replace(/(?:\r?\n)*$/, "\n")}view: ${flowText(view)}\n`);
}

const isOneLine = (node: unknown): boolean => isMap(node) && node.flow === true;

function flowNode(document: Document, value: unknown): unknown {
  return document.createNode(value, { flow: true });
}

function replaceRange({ text }: YamlText, node: unknown, insert: string): string {
  const [from, to] = (node as { readonly range: readonly [number, number, number] }).range;
  return text.slice(0, from) + insert + text.slice(to);
}

const written = ({ document, text }: YamlText): string =>
  withLineEndsOf(text, document.toString({ lineWidth: 0 }));

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
