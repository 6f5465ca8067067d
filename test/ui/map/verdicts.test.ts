import { expect, test } from "vitest";
import { levelsOf, weakerThan, type LevelResult } from "../../../src/checkers/index.ts";
import { nextToJudge, strongestHeld, withWhatFollows, type Results } from "../../../src/ui/map/verdicts.ts";

const families = ["objects", "transactions"] as const;

/** Asks for one level after the other, answering as a history does that satisfies exactly these. */
function judged(family: (typeof families)[number], holds: (name: string) => boolean): [Results, string[]] {
  let results: Results = {};
  const asked: string[] = [];
  for (let next = nextToJudge(family, results); next !== undefined; next = nextToJudge(family, results)) {
    asked.push(next);
    const result: LevelResult = { verdict: holds(next) ? "valid" : "invalid", why: "so it is" };
    results = withWhatFollows(family, { ...results, [next]: result });
  }
  return [results, asked];
}

test.each(families)("whatever holds of %s, all levels end up known and right", (family) => {
  const levels = levelsOf(family);
  for (const { name: held } of levels) {
    const holds = (name: string): boolean => name === held || weakerThan(levels, held).includes(name);
    const [results] = judged(family, holds);
    expect(Object.keys(results).toSorted()).toEqual(levels.map(({ name }) => name).toSorted());
    for (const { name } of levels)
      expect(results[name]!.verdict, name).toBe(holds(name) ? "valid" : "invalid");
    expect(strongestHeld(family, results)).toEqual([held]);
  }
});

test("when the strongest holds, nothing else is asked", () => {
  const [results, asked] = judged("objects", () => true);
  expect(asked).toEqual(["linearizable"]);
  expect(results["pram"]).toMatchObject({ verdict: "valid", follows: "linearizable" });
});

test("what is dear is asked last, and not when something weaker fails", () => {
  const [results, asked] = judged("objects", (name) => name === "monotonic-reads");
  expect(asked).not.toContain("sequential");
  expect(results["sequential"]).toMatchObject({ verdict: "invalid" });
  expect(results["sequential"]!.follows).toBeDefined();
  const [, all] = judged("objects", (name) => name !== "linearizable");
  expect(all.slice(0, 2)).toEqual(["linearizable", "read-your-writes"]);
  expect(all.at(-1)).toBe("sequential");
});

test("what a budget did not suffice for decides nothing", () => {
  const unknown = withWhatFollows("objects", { linearizable: { verdict: "unknown", why: "no time" } });
  expect(Object.keys(unknown)).toEqual(["linearizable"]);
});

test("what could not be decided by itself may follow from what was", () => {
  const unknown = { verdict: "unknown", why: "no time" } as const;
  const broken = { verdict: "invalid", why: "so it is" } as const;
  const results = withWhatFollows("transactions", { serializable: unknown, "read-atomic": broken });
  expect(results["serializable"]).toMatchObject({ verdict: "invalid", follows: "read-atomic" });
  expect(results["read-committed"]).toBeUndefined();
});

test("several models may be the strongest that hold", () => {
  const [results] = judged("objects", (name) => name !== "linearizable" && name !== "sequential");
  expect(strongestHeld("objects", results)).toEqual(["causal-memory", "causal-convergence"]);
});
