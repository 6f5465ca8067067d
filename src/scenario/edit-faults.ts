import { isAlias, isMap, isSeq, type Pair, type YAMLSeq } from "yaml";
import { err, formatDuration, ok, type InputError, type Result } from "../base/index.ts";
import { parseDistribution } from "../kernel/index.ts";
import { readFault } from "./append-fault.ts";
import { placeOfPath } from "./place-of-path.ts";
import {
  changeMap,
  dashLine,
  columnOf,
  endOf,
  holds,
  insert,
  nodeOf,
  removeItem,
  removeLines,
  splice,
  startOf,
  withoutKeys,
  type Entry,
  type Splice,
} from "./yaml-edit.ts";
import { readYaml, type YamlText } from "./yaml-text.ts";

type Edited = Result<string, readonly InputError[]>;

/**
 * The document with one fault of its plan changed; comments and layout of everything else stay as they are. `index` is the
 * place in its `faults`, from 0. What the fault says is checked when the new text is.
 *
 * `faultYaml` is the entry without its time, as for `appendFault`. The entry keeps its `at`, and `muted` if it has it.
 */
export function replaceFault(text: string, file: string, index: number, faultYaml: string): Edited {
  const fault = readFault(faultYaml);
  if (!fault.ok) return fault;
  return changeEntry(text, file, index, ({ data }) => ok({ ...keep(data, ["at", "muted"]), ...fault.value }));
}

/** The same fault at another time. One that repeats begins then. A time that is drawn from the seed cannot be moved. */
export function moveFault(text: string, file: string, index: number, atUs: number): Edited {
  return changeEntry(text, file, index, ({ data, yaml }) => {
    const { at } = data;
    const read = typeof at === "string" || typeof at === "number" ? parseDistribution(at) : undefined;
    if (read?.ok === true && read.value.kind === "constant") return ok({ ...data, at: formatDuration(atUs) });
    const problem =
      "the time of this fault is drawn from the seed, so it cannot be moved; write a time instead";
    return refuse(yaml, ["faults", index, "at"], problem, ["2s"]);
  });
}

/** A muted fault stays in the plan and does not strike. */
export function muteFault(text: string, file: string, index: number, muted: boolean): Edited {
  return changeEntry(text, file, index, ({ data }) => {
    return ok(muted ? { ...data, muted: true } : withoutKeys(data, ["muted"]));
  });
}

/** Where the last one goes, an empty list stays. */
export function removeFault(text: string, file: string, index: number): Edited {
  const found = findEntry(text, file, index);
  if (!found.ok) return found;
  const { yaml, faults, list } = found.value;
  const pieces = list.items.length > 1 ? [removeItem(yaml, list, index)] : emptyList(yaml, list);
  return settle(yaml, index, pieces, faults.toSpliced(index, 1));
}

interface Found {
  readonly yaml: YamlText;
  readonly list: YAMLSeq;
  readonly faults: readonly unknown[];
}

interface FoundEntry extends Found {
  readonly data: Entry;
}

function changeEntry(
  text: string,
  file: string,
  index: number,
  change: (found: FoundEntry) => Result<Entry, readonly InputError[]>,
): Edited {
  const found = findEntry(text, file, index);
  if (!found.ok) return found;
  const { yaml, list, faults } = found.value;
  const map = list.items[index];
  if (isAlias(map))
    return refuse(yaml, ["faults", index], "the fault is an alias; edit the entry that it stands for");
  if (!isMap(map)) return refuse(yaml, ["faults", index], "a fault is a map", ["{ at: 2s, crash: n1 }"]);
  const data = faults[index] as Entry;
  const after = change({ ...found.value, data });
  if (!after.ok) return after;
  return settle(yaml, index, changeMap(yaml, map, data, after.value), faults.with(index, after.value));
}

function findEntry(text: string, file: string, index: number): Result<Found, readonly InputError[]> {
  const read = readYaml(text, file);
  if (!read.ok) return read;
  const yaml = read.value;
  const list = pairOfFaults(yaml)?.value;
  if (isAlias(list))
    return refuse(yaml, ["faults"], "the plan is an alias; edit the list that it stands for");
  if (!isSeq(list)) return refuse(yaml, ["faults"], "the document has no list of faults");
  const item = list.items[index];
  if (item === undefined) {
    const count = list.items.length;
    return refuse(yaml, ["faults"], `there is no fault ${index}: the plan has ${count}, counted from 0`);
  }
  return ok({ yaml, list, faults: (yaml.data as { faults: unknown[] }).faults });
}

function pairOfFaults({ document }: YamlText): Pair | undefined {
  if (!isMap(document.contents)) return undefined;
  return document.contents.items.find(({ key }) => nodeOf(key).toJSON() === "faults");
}

/** The list with its only entry taken out: `[]`, where a list of lines stood below its key. */
function emptyList(yaml: YamlText, list: YAMLSeq): Splice[] {
  const { text } = yaml;
  const end = endOf(text, list);
  if (list.flow === true) return [{ from: startOf(list), to: end, text: "[]" }];
  const key = nodeOf(pairOfFaults(yaml)!.key);
  const from = dashLine(text, startOf(nodeOf(list.items[0])), columnOf(yaml, list));
  return [insert(text.indexOf(":", endOf(text, key)) + 1, " []"), removeLines(text, from, end)];
}

/** The new text, if it means what was meant: an anchor in what changed may have carried the change elsewhere. */
function settle(
  yaml: YamlText,
  index: number,
  pieces: readonly Splice[],
  faults: readonly unknown[],
): Edited {
  const text = splice(yaml.text, pieces);
  if (holds(text, { ...(yaml.data as object), faults })) return ok(text);
  return refuse(
    yaml,
    ["faults", index],
    "this fault cannot be changed by itself, as by an anchor or a text of several lines; edit the text",
  );
}

function keep(data: Entry, keys: readonly string[]): Entry {
  return Object.fromEntries(Object.entries(data).filter(([key]) => keys.includes(key)));
}

function refuse(
  yaml: YamlText,
  path: readonly (string | number)[],
  problem: string,
  accepted?: readonly string[],
): Result<never, readonly InputError[]> {
  const place = placeOfPath(yaml, path) ?? { line: 1, column: 1 };
  return err([{ file: yaml.file, ...place, problem, ...(accepted === undefined ? {} : { accepted }) }]);
}
