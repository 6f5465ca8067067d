import { valueText, type Value } from "../../cluster/index.ts";
import type { Copy } from "./copies.ts";

/** What a client gets: the value; or all of them, in order, where concurrent writes left different ones. */
export function valueOf({ versions }: Copy): Value {
  if (versions.length === 1) return versions[0]!.value;
  const byText = new Map(versions.map(({ value }) => [valueText(value), value]));
  if (byText.size === 1) return versions[0]!.value;
  return {
    siblings: Array.from(byText.keys())
      .sort()
      .map((text) => byText.get(text)!),
  };
}
