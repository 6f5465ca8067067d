import { describe, expect, it } from "vitest";
import { TRANSACTION_LEVELS, weakerThan } from "../../../src/checkers/index.ts";
import { checkTransactions, type TransactionStyle } from "../../../src/checkers/transactions/index.ts";
import { toOperations } from "../../../src/history/index.ts";
import { elleWorkload } from "../../../bench/models/elle-workload.ts";
import { createDraw } from "../random-history.ts";
import { randomTransactions } from "./random-transactions.ts";

const NAMES = TRANSACTION_LEVELS.map(({ name }) => name);

/** Stores that are broken in one way or not at all, and what their histories certainly hold. */
const STORES = [
  { title: "a strict store", stale: 0, torn: 0, wild: 0, holds: NAMES },
  {
    title: "a store that answers from old snapshots",
    stale: 20,
    torn: 0,
    wild: 0,
    holds: [],
  },
  { title: "a store that tears its snapshots", stale: 0, torn: 20, wild: 0, holds: [] },
  { title: "a store that reads what was never committed", stale: 0, torn: 0, wild: 20, holds: [] },
];

describe.each<TransactionStyle>(["list-append", "rw-register"])(
  "%s histories of 60 transactions",
  (style) => {
    it.each(STORES)("of $title keep what levels imply", ({ stale, torn, wild, holds }) => {
      const shape = {
        style,
        transactions: 60,
        processes: 5,
        keys: 4,
        length: 3,
        stale,
        torn,
        wild,
        info: 5,
        fail: 5,
      };
      const broken: string[] = [];
      const invalid = new Set<string>();
      for (let seed = 0; seed < 60; seed++) {
        const operations = toOperations(randomTransactions(shape, createDraw(seed)));
        const { results } = checkTransactions(operations, style, NAMES, { maxSteps: 3_000_000 });
        for (const name of NAMES) {
          const { verdict } = results[name]!;
          if (verdict === "invalid") invalid.add(name);
          if (verdict !== "valid" && holds.includes(name)) broken.push(`seed ${seed}: ${name} is ${verdict}`);
          for (const weaker of verdict === "valid" ? weakerThan(TRANSACTION_LEVELS, name) : [])
            if (results[weaker]!.verdict !== "valid") broken.push(`seed ${seed}: ${name} without ${weaker}`);
        }
      }
      expect(broken).toEqual([]);
      expect(invalid.has("serializable")).toBe(stale + torn + wild > 0);
    });
  },
);

describe("large histories", () => {
  it("of lists are held to strict serializability, and one stale read is found among them", () => {
    const entries = elleWorkload("append", 20_000, 1);
    const strict = ["strict-serializable", "read-committed"];
    const { results, anomalies } = checkTransactions(toOperations(entries), "list-append", strict);
    expect(results["strict-serializable"]!.verdict).toBe("valid");
    expect(anomalies).toEqual([]);
    const at = entries.findLastIndex(
      ({ type, value }) =>
        type === "ok" &&
        (value as [string, number, number[]][]).every(([f, , list]) => f === "r" && list?.length > 9),
    );
    const value = (entries[at]!.value as [string, number, number[]][]).map(([f, key, list]) => [
      f,
      key,
      list.slice(0, 2),
    ]);
    const stale = entries.with(at, { ...entries[at]!, value });
    const found = checkTransactions(toOperations(stale), "list-append", strict);
    expect(found.results["strict-serializable"]!.verdict).toBe("invalid");
    expect(found.results["strict-serializable"]!.witness!.operations.length).toBeLessThan(6);
    expect(found.results["read-committed"]!.verdict).toBe("valid");
  });

  it("of registers are held to causality, and a process that does not find its own write is found among them", () => {
    const entries = elleWorkload("w", 10_000, 1);
    const judge = (some: typeof entries): string =>
      checkTransactions(toOperations(some), "rw-register", ["causal"]).results["causal"]!.verdict;
    expect(judge(entries)).toBe("valid");
    const own = [["w", "own", 1] as const, ["r", "own", null] as const].flatMap((step) =>
      (["invoke", "ok"] as const).map((type) => ({ process: 0, type, f: "txn", value: [step] })),
    );
    expect(judge([...entries, ...own])).toBe("invalid");
  });

  it("end as unknown, and never as a guess, when the budget is small", () => {
    const operations = toOperations(elleWorkload("w", 2000, 2));
    for (const options of [{ maxSteps: 500 }, { maxBytes: 1000 }, { shouldStop: () => true }]) {
      const { results } = checkTransactions(
        operations,
        "rw-register",
        ["serializable", "snapshot-isolation"],
        options,
      );
      expect(results["serializable"]!.verdict).toBe("unknown");
      expect(results["serializable"]!.budget).toBeDefined();
      expect(results["serializable"]!.why).toMatch(/^This was not decided/);
    }
  });
});
