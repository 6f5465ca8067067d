import { InvalidArgumentError, Option } from "commander";

/** `--set path=value`, in the order given. */
export type Settings = readonly (readonly [path: string, value: string])[];

export function settingsOption(): Option {
  return new Option("--set <path=value>", "set a parameter or a document path; may be repeated")
    .argParser<Settings>((text, before) => [...(before ?? []), parseSetting(text)])
    .default([], "none");
}

/** `network.loss=0.1` → its two halves; the first `=` divides. */
function parseSetting(text: string): readonly [string, string] {
  const [path, value] = divide(text);
  if (path === "" || value === undefined)
    throw new InvalidArgumentError("expected path=value, such as network.loss=0.1");
  return [path, value];
}

/** `latency=1ms,2ms` → the path and its values; commas inside parentheses and brackets do not divide. */
export function parseVariation(text: string): readonly [string, readonly string[]] {
  const [path, values] = divide(text);
  const list = values === undefined ? [] : splitValues(values);
  if (path === "" || list.length === 0 || list.includes("")) {
    throw new InvalidArgumentError("expected name=value,value, such as latency=1ms,5ms");
  }
  return [path, list];
}

function divide(text: string): readonly [string, string | undefined] {
  const equals = text.indexOf("=");
  return equals < 0 ? [text, undefined] : [text.slice(0, equals).trim(), text.slice(equals + 1).trim()];
}

function splitValues(text: string): string[] {
  const values: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    if ("([{".includes(text[index]!)) depth++;
    if (")]}".includes(text[index]!)) depth--;
    if (text[index] !== "," || depth > 0) continue;
    values.push(text.slice(start, index).trim());
    start = index + 1;
  }
  values.push(text.slice(start).trim());
  return values;
}
