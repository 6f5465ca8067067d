import { isMap, isSeq, stringify, type YAMLSeq } from "yaml";
import { err, formatDuration, ok, type InputError, type Result } from "../base/index.ts";
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
  const entry = readEntry(faultYaml, atUs);
  if (!entry.ok) return entry;
  const faults = yaml.value.document.get("faults", true);
  if (isSeq(faults) && faults.flow !== true && faults.items.length > 0)
    return ok(afterLast(yaml.value, faults, entry.value));
  return ok(byDocument(yaml.value, entry.value));
}

type Entry = Readonly<Record<string, unknown>>;

function readEntry(faultYaml: string, atUs: number): Result<Entry, readonly InputError[]> {
  const read = readYaml(faultYaml, "the fault");
  if (!read.ok) return read;
  const { data } = read.value;
  if (typeof data === "object" && data !== null && !Array.isArray(data)) {
    const { at: _, ...rest } = data as Record<string, unknown>;
    return ok({ at: formatDuration(atUs), ...rest });
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

/** A line of its own below the last entry, indented as the others are. */
function afterLast({ text, lines }: YamlText, faults: YAMLSeq, entry: Entry): string {
  const last = faults.items.at(-1) as { range?: readonly [number, number, number] };
  const start = faults.range![0];
  const indent = " ".repeat(lines.linePos(start).col - 1);
  const end = last.range?.[1] ?? faults.range![1];
  const lineEnd = text.indexOf("\n", Math.max(0, end - 1));
  const at = lineEnd < 0 ? text.length : lineEnd;
  return `${text.slice(0, at)}\n${indent}- ${flowText(entry)}${text.slice(at)}`;
}

/** There is no list with entries in lines of their own: the plan is written anew, the rest kept. */
function byDocument({ document }: YamlText, entry: Entry): string {
  const before: unknown = document.get("faults", true);
  const faults = isSeq(before) ? before : (document.createNode([]) as YAMLSeq);
  const node = document.createNode(entry);
  if (isMap(node)) node.flow = true;
  faults.items.push(node);
  document.set("faults", faults);
  return document.toString({ lineWidth: 0 });
}

/** The entry in one line. */
function flowText(entry: Entry): string {
  return stringify(entry, { collectionStyle: "flow", lineWidth: 0 }).trim();
}
