import type { HistoryEntry, Value } from "../../src/history/index.ts";

/**
 * A history in short: one entry a line, `process type f value error`, the value as JSON without spaces.
 * `key` is given to all of them.
 */
export function entriesOf(text: string, key?: string): HistoryEntry[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => {
    const [process, type, f, value = "null", error] = line.trim().split(/\s+/);
    return {
      process: Number(process),
      type: type as HistoryEntry["type"],
      f: f!,
      ...(key === undefined ? {} : { key }),
      value: JSON.parse(value) as Value,
      ...(error === undefined ? {} : { error }),
    };
  });
}
