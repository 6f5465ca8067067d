import { isMap, stringify, type YAMLMap } from "yaml";
import type { Scenario } from "./scenario.ts";
import { changeMap, holds, splice, withLineEndsOf, withoutKeys, type Entry } from "./yaml-edit.ts";
import { readYaml, type YamlText } from "./yaml-text.ts";

/**
 * A scenario's document as a file that gives the same run wherever it is put: with the seed of the run, and without
 * the name of a lesson, which would have to lie beside it. Comments and layout stay.
 */
export function standaloneText({ text, file, document }: Scenario, seed: string): string {
  const alone = changed(text, file, (data) => withoutKeys(data, ["lesson"]));
  return document.seed === seed
    ? alone
    : changed(alone, file, (data) => ({ ...data, seed: seedValue(seed) }));
}

/** `seed: 42` as people write it. */
function seedValue(seed: string): string | number {
  return /^\d+$/.test(seed) && String(Number(seed)) === seed ? Number(seed) : seed;
}

/** Where an anchor stands in what is changed, the document is written anew, without comments. */
function changed(text: string, file: string, change: (data: Entry) => Entry): string {
  const before = readDocument(text, file);
  const data = before.data as Entry;
  const after = change(data);
  const spliced = splice(text, changeMap(before, before.document.contents as YAMLMap, data, after));
  return holds(spliced, after) ? spliced : withLineEndsOf(text, stringify(after, { lineWidth: 0 }));
}

/** The text of a scenario has been read before. */
function readDocument(text: string, file: string): YamlText {
  const read = readYaml(text, file);
  if (!read.ok || !isMap(read.value.document.contents)) throw new Error(`${file} is no scenario`);
  return read.value;
}
