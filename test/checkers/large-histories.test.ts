import { describe, expect, it } from "vitest";
import { checkLinearizable, models } from "../../src/checkers/index.ts";
import { toOperations, type HistoryEntry, type Value } from "../../src/history/index.ts";
import { createKinds } from "./kinds.ts";
import { createDraw, randomHistory, type Kind, type Shape } from "./random-history.ts";

const QUIET = { info: 0, fail: 0, corrupted: 0 };

function findKind(model: string, about = "few values"): Kind {
  return createKinds().find((kind) => kind.model === model && kind.about === about)!;
}

function verdictOf(entries: readonly HistoryEntry[], model: string): string {
  return checkLinearizable(toOperations(entries), models[model]!, { maxSteps: 2_000_000 }).verdict;
}

/** Changes the last answer to which `change` gives another. */
function corruptLate(entries: readonly HistoryEntry[], change: (value: Value) => Value): HistoryEntry[] {
  const from = Math.floor(entries.length * 0.7);
  const at = entries.findIndex(
    ({ type, f, value }, index) =>
      index > from && type === "ok" && (f === "get" || f === "read") && change(value) !== value,
  );
  expect(at).toBeGreaterThan(0);
  return entries.map((entry, index) => (index === at ? { ...entry, value: change(entry.value) } : entry));
}

describe.each([1, 10, 50])("1,700 operations of %s kv clients", (processes) => {
  const entries = randomHistory(
    findKind("kv", "unique values"),
    { operations: 1700, processes, keys: 10, ...QUIET },
    createDraw(processes),
  );

  it("are valid as they are, and invalid with one append missing or two exchanged", () => {
    expect(verdictOf(entries, "kv")).toBe("valid");
    const parts = (value: Value): string[] => (value as string).match(/x \d+ \d+ y/g) ?? [];
    const missing = corruptLate(entries, (value) =>
      parts(value).length < 4 ? value : parts(value).toSpliced(-3, 1).join(""),
    );
    expect(verdictOf(missing, "kv")).toBe("invalid");
    const exchanged = corruptLate(entries, (value) => {
      const all = parts(value);
      return all.length < 4
        ? value
        : [...all.slice(0, -4), all.at(-3)!, all.at(-4)!, ...all.slice(-2)].join("");
    });
    expect(verdictOf(exchanged, "kv")).toBe("invalid");
  });
});

it.each([
  ["cas-register", "few values", { operations: 2000, processes: 5, keys: 0, info: 1, fail: 5, corrupted: 0 }],
  [
    "cas-register",
    "few values",
    { operations: 5000, processes: 30, keys: 10, info: 1, fail: 5, corrupted: 0 },
  ],
  ["list-append", "few values", { operations: 1500, processes: 20, keys: 5, info: 1, fail: 5, corrupted: 0 }],
  ["set", "few values", { operations: 3000, processes: 20, keys: 2, info: 2, fail: 5, corrupted: 0 }],
  ["queue", "unique values", { operations: 1500, processes: 10, keys: 3, info: 1, fail: 5, corrupted: 0 }],
] as [string, string, Shape][])(
  "many operations of a %s, %s, are valid within the budget",
  (model, about, shape) => {
    expect(verdictOf(randomHistory(findKind(model, about), shape, createDraw(7)), model)).toBe("valid");
  },
);

it("a register with 40,000 operations and unique values is decided at once, with a flipped read too", () => {
  const shape = { operations: 40_000, processes: 100, keys: 0, ...QUIET };
  const entries = randomHistory(findKind("register", "unique values"), shape, createDraw(1));
  expect(verdictOf(entries, "register")).toBe("valid");
  const stale = corruptLate(entries, (value) => (value === null ? value : (value as number) - 2000));
  expect(verdictOf(stale, "register")).toBe("invalid");
});
