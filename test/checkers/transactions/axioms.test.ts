import { describe, expect, it } from "vitest";
import { TRANSACTION_LEVELS, weakerThan } from "../../../src/checkers/index.ts";
import { checkTransactions, type TransactionStyle } from "../../../src/checkers/transactions/index.ts";
import { toOperations } from "../../../src/history/index.ts";
import { createDraw } from "../random-history.ts";
import { allows, type Axiomatic } from "./axioms.ts";
import { randomTransactions } from "./random-transactions.ts";

const LEVELS: readonly Axiomatic[] = [
  "read-committed",
  "read-atomic",
  "causal",
  "prefix",
  "snapshot-isolation",
  "repeatable-read",
  "serializable",
  "strict-serializable",
];
const NAMES = TRANSACTION_LEVELS.map(({ name }) => name);
const CASES = 700;

describe.each<TransactionStyle>(["list-append", "rw-register"])("random small %s histories", (style) => {
  const cases = Array.from({ length: CASES }, (_, seed) => {
    const draw = createDraw(seed);
    const shape = {
      style,
      transactions: 2 + draw(4),
      processes: 3,
      keys: 1 + draw(3),
      length: 3,
      stale: 15,
      torn: 15,
      wild: draw(3) * 12,
      info: 8,
      fail: 5,
    };
    const operations = toOperations(randomTransactions(shape, draw));
    return { seed, operations, report: checkTransactions(operations, style, NAMES) };
  });

  it.each(LEVELS)("are %s exactly when its axioms allow them", (level) => {
    const counts = { valid: 0, invalid: 0 };
    for (const { seed, operations, report } of cases) {
      if (level === "read-committed" && report.anomalies!.includes("internal")) continue;
      const expected = allows(level, operations, style) ? "valid" : "invalid";
      expect(`seed ${seed}: ${report.results[level]!.verdict}`).toBe(`seed ${seed}: ${expected}`);
      counts[expected]++;
    }
    expect(Math.min(counts.valid, counts.invalid)).toBeGreaterThan(CASES / 100);
  });

  it("keep what levels imply, and never lack an anomaly where a level does not hold", () => {
    const broken = cases.flatMap(({ seed, report: { results, anomalies } }) =>
      NAMES.flatMap((name) => {
        const { verdict } = results[name]!;
        if (verdict === "invalid" && anomalies!.length === 0)
          return [`seed ${seed}: ${name} without anomaly`];
        const weaker = verdict === "valid" ? weakerThan(TRANSACTION_LEVELS, name) : [];
        return weaker
          .filter((one) => results[one]!.verdict !== "valid")
          .map((one) => `seed ${seed}: ${name} without ${one}`);
      }),
    );
    expect(broken).toEqual([]);
  });

  it("are judged alike level by level and all at once", () => {
    for (const { seed, operations, report } of cases.slice(0, 200)) {
      for (const name of NAMES) {
        const alone = checkTransactions(operations, style, [name]).results[name]!.verdict;
        expect(`seed ${seed} ${name}: ${alone}`).toBe(
          `seed ${seed} ${name}: ${report.results[name]!.verdict}`,
        );
      }
    }
  });
});
