import { isMap, isSeq, type YAMLMap, type YAMLSeq } from "yaml";
import { err, formatDuration, ok, type InputError, type Result } from "../base/index.ts";
import {
  addItem,
  addPairs,
  columnOf,
  endOf,
  flowText,
  holds,
  insert,
  lineEnd,
  splice,
  startOf,
  withLineEndsOf,
  withoutKeys,
  type Entry,
  type Splice,
} from "./yaml-edit.ts";
import { readYaml, type YamlText } from "./yaml-text.ts";

/**
 * The document with one more fault at the end of its plan. `faultYaml` is an entry of `faults:` without its time,
 * `crash: n1` or `{ cut: [n1, n2], for: 2s }`. Comments and layout stay as they are. What the fault says is checked
 * when the new text is.
 */
export function appendFault(
  text: string,
  file: string,
  atUs: number,
  faultYaml: string,
): Result<string, readonly InputError[]> {
  const yaml = readYaml(text, file);
  if (!yaml.ok) return yaml;
  const fault = readFault(faultYaml);
  if (!fault.ok) return fault;
  const entry = { at: formatDuration(atUs), ...fault.value };
  const { data } = yaml.value;
  if (!isMap(yaml.value.document.contents))
    return err([{ file, line: 1, column: 1, problem: "a scenario is a map" }]);
  const after = splice(text, additions(yaml.value, entry));
  const faults = [...((data as { faults?: unknown[] }).faults ?? []), entry];
  return ok(holds(after, { ...(data as object), faults }) ? after : byDocument(yaml.value, entry));
}

/** A fault in YAML, without its time and without `muted`. */
export function readFault(faultYaml: string): Result<Entry, readonly InputError[]> {
  const read = readYaml(faultYaml, "the fault");
  if (!read.ok) return read;
  const { data } = read.value;
  if (typeof data === "object" && data !== null && !Array.isArray(data)) {
    return ok(withoutKeys(data as Entry, ["at", "muted"]));
  }
  return err([
    {
      file: "the fault",
      line: 1,
      column: 1,
      problem: "a fault is a map",
      accepted: ["crash: n1", "{ cut: [n1, n2], for: 2s }"],
    },
  ]);
}

function additions(yaml: YamlText, entry: Entry): Splice[] {
  const root = yaml.document.contents as YAMLMap;
  const faults: unknown = yaml.document.get("faults", true);
  if (isSeq(faults) && faults.items.length > 0) return [addItem(yaml, faults, entry)];
  if (root.flow === true) return faults === undefined ? addPairs(yaml, root, [["faults", [entry]]]) : [];
  const indent = `\n${" ".repeat(columnOf(yaml, root) - 1)}`;
  const line = `${indent}  - ${flowText(entry)}`;
  if (faults === undefined)
    return [insert(lineEnd(yaml.text, endOf(yaml.text, root)), `${indent}faults:${line}`)];
  return isSeq(faults) ? [inPlaceOfEmpty(yaml, faults, line)] : [];
}

/** `faults: []` becomes a list with a line for each. */
function inPlaceOfEmpty({ text }: YamlText, faults: YAMLSeq, line: string): Splice {
  const from = startOf(faults);
  const blanks = /[ \t]*$/.exec(text.slice(0, from))![0].length;
  return { from: from - blanks, to: endOf(text, faults), text: line };
}

/** The text cannot simply be longer: it is written anew, with its comments. */
function byDocument({ document, text }: YamlText, entry: Entry): string {
  const before: unknown = document.get("faults", true);
  const faults = isSeq(before) ? before : (document.createNode([]) as YAMLSeq);
  const node = document.createNode(entry);
  if (isMap(node)) node.flow = true;
  faults.items.push(node);
  document.set("faults", faults);
  return withLineEndsOf(text, document.toString({ lineWidth: 0 }));
}
