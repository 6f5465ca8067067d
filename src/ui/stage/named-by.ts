import type { InputError } from "../../base/index.ts";
import { placeAt, type Place } from "../editor/place.ts";
import { listed } from "../format/listed.ts";

type Path = readonly (string | number)[];

/** Lists whose entries are counted: what one is called, and several. */
const COUNTED: Readonly<Record<string, readonly [one: string, many: string]>> = {
  claims: ["claim", "claims"],
  script: ["step of the script", "steps of the script"],
};
const NUMBERS = ["no", "a", "two", "three", "four", "five", "six"];

/** What in the document each error is about, in words, each once: `initialLeader`, `c1's target`, `two claims`. */
export function namedBy(text: string, errors: readonly Pick<InputError, "line" | "column">[]): string {
  const paths = errors.flatMap(({ line, column }) => pathAt(text, line, column) ?? []);
  const counts = new Map<string, Set<string>>();
  const words = new Set<string>();
  for (const { path, data } of paths) {
    const list = path.find((key) => Object.hasOwn(COUNTED, key));
    if (list === undefined) words.add(placeWords(path, data));
    else {
      const entries = counts.get(String(list)) ?? new Set();
      counts.set(String(list), entries.add(path.slice(0, path.indexOf(list) + 2).join(" ")));
    }
  }
  const counted = Array.from(counts, ([list, { size }]) => {
    const [one, many] = COUNTED[list]!;
    return `${NUMBERS[size] ?? size} ${size === 1 ? one : many}`;
  });
  return listed([...words, ...counted]);
}

function pathAt(text: string, line: number, column: number): Place | undefined {
  if (line === 0) return undefined;
  const before = text.split("\n").slice(0, line - 1);
  const offset = before.reduce((sum, { length }) => sum + length + 1, column - 1);
  return placeAt(text, offset);
}

function placeWords(path: Path, data: unknown): string {
  const keys = path.filter((key) => typeof key === "string");
  const last = keys.at(-1) ?? "the document";
  if (keys[0] === "faults") return `the ${kindOf(path, data) ?? "fault"}`;
  const at = keys.indexOf("overrides");
  return at >= 0 && keys.length > at + 2 ? `${keys[at + 1]}'s ${last}` : last;
}

/** The key of a fault's entry that says what it is. */
function kindOf(path: Path, data: unknown): string | undefined {
  const key = path[2];
  const { faults = [] } = data as { readonly faults?: readonly object[] };
  return typeof key === "string"
    ? key
    : Object.keys(faults[Number(path[1])] ?? {}).find((one) => one !== "at" && one !== "for");
}
