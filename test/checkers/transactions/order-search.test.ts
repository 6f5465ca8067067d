import { describe, expect, it } from "vitest";
import { Budget } from "../../../src/checkers/budget.ts";
import { checkTransactions } from "../../../src/checkers/transactions/index.ts";
import { visitTime } from "../../../src/checkers/transactions/dependencies.ts";
import { inferRegisters } from "../../../src/checkers/transactions/infer-registers.ts";
import { OrderSearch, type KnownOrder } from "../../../src/checkers/transactions/order-search.ts";
import { toOperations } from "../../../src/history/index.ts";
import { createDraw } from "../random-history.ts";
import { allows } from "./axioms.ts";
import { concurrently } from "./histories.ts";
import { randomTransactions } from "./random-transactions.ts";

const SHAPE = {
  style: "rw-register",
  processes: 3,
  length: 3,
  stale: 20,
  torn: 15,
  wild: 0,
  info: 5,
  fail: 5,
} as const;

const cases = Array.from({ length: 500 }, (_, seed) => {
  const draw = createDraw(seed + 5000);
  return {
    seed,
    operations: toOperations(
      randomTransactions({ ...SHAPE, transactions: 3 + draw(3), keys: 1 + draw(3) }, draw),
    ),
  };
}).filter(({ operations }) => inferRegisters(operations).findings.length === 0);

describe("a search for an order", () => {
  it.each([
    ["serializable", false, false],
    ["prefix", true, false],
    ["snapshot-isolation", true, true],
  ] as const)(
    "finds one that is %s exactly when there is one, without any conclusion before it",
    (level, isSplit, isExclusive) => {
      const counts = { found: 0, exhausted: 0, running: 0 };
      for (const { seed, operations } of cases) {
        const inference = inferRegisters(operations);
        const sessions: KnownOrder[] = [];
        visitTime(inference.transactions, "sessions", (before, after) => sessions.push({ before, after }));
        const search = new OrderSearch(inference, sessions, { isSplit, isExclusive });
        const answer = new Budget({}).finish(search);
        expect(`seed ${seed}: ${answer}`).toBe(
          `seed ${seed}: ${allows(level, operations, "rw-register") ? "found" : "exhausted"}`,
        );
        counts[answer]++;
      }
      expect(Math.min(counts.found, counts.exhausted)).toBeGreaterThan(0);
    },
  );
});

describe("a witness", () => {
  it("violates the level by itself", () => {
    const levels = [
      "read-atomic",
      "causal",
      "prefix",
      "snapshot-isolation",
      "repeatable-read",
      "serializable",
      "strict-serializable",
    ];
    for (const { seed, operations } of cases) {
      for (const level of levels) {
        const { verdict, witness } = checkTransactions(operations, "rw-register", [level]).results[level]!;
        if (verdict !== "invalid") continue;
        const alone = checkTransactions(witness!.operations, "rw-register", [level]).results[level]!;
        expect(`seed ${seed}, ${level}: ${alone.verdict}`).toBe(`seed ${seed}, ${level}: invalid`);
        // Small histories without an order have a cycle that conclusions find: a witness that says why, not only that.
        expect(`seed ${seed}, ${level}: ${witness!.pattern}`).not.toContain("no-order");
        const places = witness!.relations.flatMap(({ from, to }) => [from, to]);
        expect(places.every((place) => place < witness!.operations.length)).toBe(true);
      }
    }
  });

  it("concludes who wrote first from who saw one and read the other", () => {
    const fractured = concurrently("[:w :x 1] [:w :y 1]\n[:w :x 2] [:w :y 2]\n[:r :x 2] [:r :y 1]");
    const { results } = checkTransactions(fractured, "rw-register", ["serializable"]);
    expect(results["serializable"]!.witness!.pattern).toBe("G-single");
    expect(results["serializable"]!.why).toMatch(
      /T\d saw T\d and still read :[xy] as T\d wrote it|in any case/,
    );
  });

  it("tells in sentences why each transaction comes before the next", () => {
    const [skew] = cases.flatMap(({ operations }) => {
      const { results } = checkTransactions(operations, "rw-register", ["serializable"]);
      return results["serializable"]!.witness?.pattern === "G2-item" ? [results["serializable"]!] : [];
    });
    expect(skew!.why).toMatch(
      /^T\d comes before T\d: T\d read .*; but T\d comes before T\d: .* \(G2-item\)\. T1 is by process \d/,
    );
  });
});
