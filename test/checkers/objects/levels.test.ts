import { describe, expect, it } from "vitest";
import { checkLevels, models, OBJECT_LEVELS, weakerThan } from "../../../src/checkers/index.ts";
import { toOperations, type Operation } from "../../../src/history/index.ts";
import { createDraw, type Draw } from "../random-history.ts";
import * as brute from "./brute-levels.ts";
import { drawRegisters, drawTexts, type SmallShape } from "./small-histories.ts";

/** What few histories violate takes longer ones to find. */
const sessionLevels = {
  "writes-follow-reads": brute.writesFollowReads,
  "monotonic-reads": brute.monotonicReads,
  "monotonic-writes": brute.monotonicWrites,
  "read-your-writes": brute.readYourWrites,
};

const registerLevels = {
  sequential: brute.sequential,
  "causal-memory": brute.causalMemory,
  "causal-convergence": brute.causalConvergence,
  causal: brute.causal,
  pram: brute.pram,
  ...sessionLevels,
};
const { causal, pram } = registerLevels;
const textLevels = {
  sequential: brute.sequential,
  "causal-memory": registerLevels["causal-memory"],
  "causal-convergence": registerLevels["causal-convergence"],
  causal,
  pram,
};
function drawShape(draw: Draw, values: number, least: number): SmallShape {
  return {
    operations: least + draw(4),
    processes: 2 + draw(2),
    keys: 1 + draw(2),
    values,
    hasCas: draw(3) === 0,
    info: draw(3) * 12,
    fail: draw(3) * 6,
  };
}

/** Against the definitions, on the same small random histories; a failure prints the seed. */
describe.each([
  ["registers, no value twice", "cas-register", 700, 0, 3, registerLevels],
  ["registers with few values", "cas-register", 400, 2, 3, registerLevels],
  ["texts that are appended to", "kv", 700, 0, 3, textLevels],
  ["longer histories of registers", "cas-register", 1000, 0, 9, sessionLevels],
] as const)("%s", (_, model, count, values, least, levels) => {
  const histories = Array.from({ length: count }, (__, seed) => {
    const draw = createDraw(seed * 7 + values);
    const shape = drawShape(draw, values, least);
    return {
      seed,
      operations: toOperations(model === "kv" ? drawTexts(shape, draw) : drawRegisters(shape, draw)),
    };
  });

  it.each(Object.entries(levels))("%s agrees with brute force", (name, level) => {
    let valid = 0;
    for (const { seed, operations } of histories) {
      const expected = brute.holds(level, operations, model === "kv" ? "" : "null");
      const { verdict } = checkLevels(operations, models[model]!, [name]).results[name]!;
      expect({ seed, verdict }).toEqual({ seed, verdict: expected ? "valid" : "invalid" });
      if (expected) valid++;
    }
    if (!(name in sessionLevels) || least > 3)
      expect(Math.min(valid, count - valid)).toBeGreaterThan(count / 40);
  });

  it("gives witnesses that are violations by themselves", () => {
    for (const { seed, operations } of histories) {
      const { results } = checkLevels(operations, models[model]!, "all");
      for (const [name, level] of Object.entries(levels)) {
        const witness = results[name]!.witness;
        if (witness === undefined || model === "kv") continue;
        const isViolated = !brute.holds(level, renumber(witness.operations), "null");
        expect({ seed, name, isViolated }).toEqual({ seed, name, isViolated: true });
      }
    }
  });

  it("keeps the hierarchy", () => {
    for (const { seed, operations } of histories) {
      const { results } = checkLevels(operations, models[model]!, "all");
      for (const { name } of OBJECT_LEVELS) {
        if (results[name]!.verdict !== "valid") continue;
        const weaker = weakerThan(OBJECT_LEVELS, name).map((one) => results[one]!.verdict);
        expect({ seed, name, weaker }).toEqual({ seed, name, weaker: weaker.map(() => "valid") });
      }
    }
  });
});

function renumber(operations: readonly Operation[]): Operation[] {
  return operations.map((operation, index) => ({ ...operation, index }));
}
