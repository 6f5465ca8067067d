import { expect, it } from "vitest";
import { checkLevels, models } from "../../../src/checkers/index.ts";
import { toOperations, type HistoryEntry, type Operation } from "../../../src/history/index.ts";
import { isLinearizable } from "../brute-force.ts";
import { createKinds } from "../kinds.ts";
import { createDraw, randomHistory } from "../random-history.ts";

function toEntries(operations: readonly Operation[]): HistoryEntry[] {
  const entries = operations.flatMap((one): [number, HistoryEntry][] => {
    const { process, f, type, input, output, key, error } = one;
    const base = { process, f, ...(key === undefined ? {} : { key }) };
    const invoke = [one.invokeEntry, { ...base, type: "invoke", value: input }] as [number, HistoryEntry];
    if (one.completeEntry < 0) return [invoke];
    const value = type === "ok" ? output : input;
    return [invoke, [one.completeEntry, { ...base, type, value, ...(error === undefined ? {} : { error }) }]];
  });
  return entries.sort(([a], [b]) => a - b).map(([, entry]) => entry);
}

/** What a read of the witness returned is written in the witness, unless nobody had begun to write it by then. */
function expectNoLooseReads(seed: number, witness: readonly Operation[], all: readonly Operation[]): void {
  const isWriteOf = (read: Operation, { f, type, input, invokeEntry }: Operation): boolean =>
    f === "write" && type !== "fail" && input === read.output && invokeEntry < read.completeEntry;
  const loose = witness.filter(
    (read) =>
      read.f === "read" &&
      read.type === "ok" &&
      !witness.some((one) => isWriteOf(read, one)) &&
      all.some((one) => isWriteOf(read, one)),
  );
  expect({ seed, loose }).toEqual({ seed, loose: [] });
}

it.each(createKinds().map((kind) => [`${kind.model}, ${kind.about}`, kind] as const))(
  "%s: the witness cannot be ordered by itself, and is small",
  (_, kind) => {
    let [witnesses, largest] = [0, 0];
    for (let seed = 0; seed < 120; seed++) {
      const draw = createDraw(seed);
      const shape = { operations: 20, processes: 3, keys: 1, info: 5, fail: 5, corrupted: 10 };
      const operations = toOperations(randomHistory(kind, shape, draw));
      const { verdict, witness } = checkLevels(operations, models[kind.model]!, ["linearizable"]).results[
        "linearizable"
      ]!;
      if (verdict !== "invalid") continue;
      witnesses++;
      largest = Math.max(largest, witness!.operations.length);
      if (kind.model === "register") expectNoLooseReads(seed, witness!.operations, operations);
      if (witness!.operations.length > 9) continue;
      const isOrdered = isLinearizable(kind.model, toEntries(witness!.operations));
      expect({ seed, isOrdered }).toEqual({ seed, isOrdered: false });
    }
    expect(witnesses).toBeGreaterThan(20);
    if (models[kind.model]!.texts !== undefined) expect(largest).toBeLessThan(14);
  },
);
