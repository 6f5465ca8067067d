import { describe, expect, it } from "vitest";
import { checkLinearizable, models } from "../../src/checkers/index.ts";
import { toOperations, type HistoryEntry } from "../../src/history/index.ts";
import { isLinearizable } from "./brute-force.ts";
import { createKinds } from "./kinds.ts";
import { createDraw, randomHistory, type Shape } from "./random-history.ts";

const HISTORIES = 1500;

describe("against brute force", () => {
  for (const kind of createKinds()) {
    it(`${kind.model}, ${kind.ask.name}`, () => {
      const seen = { valid: 0, invalid: 0 };
      for (let seed = 0; seed < HISTORIES; seed++) {
        const draw = createDraw(seed);
        const shape: Shape = {
          operations: 2 + draw(7),
          processes: 1 + draw(5),
          keys: draw(3),
          info: draw(3) * 12,
          fail: draw(2) * 10,
          corrupted: draw(3) * 12,
        };
        const entries = randomHistory(kind, shape, draw);
        const verdict = check(kind.model, entries);
        expect({ seed, verdict }).toEqual({ seed, verdict: bruteForce(kind.model, entries) });
        seen[verdict as "valid"]++;
      }
      expect(Math.min(seen.valid, seen.invalid)).toBeGreaterThan(HISTORIES / 20);
    });
  }
});

function check(model: string, entries: readonly HistoryEntry[]): string {
  return checkLinearizable(toOperations(entries), models[model]!).verdict;
}

function bruteForce(model: string, entries: readonly HistoryEntry[]): string {
  return isLinearizable(model, entries) ? "valid" : "invalid";
}
