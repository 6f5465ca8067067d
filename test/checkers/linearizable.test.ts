import { describe, expect, it } from "vitest";
import { checkLinearizable, models, type AnyModel } from "../../src/checkers/index.ts";
import { toOperations, type HistoryEntry, type Operation } from "../../src/history/index.ts";
import { isLinearizable } from "./brute-force.ts";
import { createKinds } from "./kinds.ts";
import { createDraw, randomHistory, type Draw, type Kind, type Shape } from "./random-history.ts";

const HISTORIES = 700;

/** Every check below is against the definition, on the same small random histories; a failure prints the seed. */
describe.each(createKinds().map((kind) => [`${kind.model}, ${kind.about}`, kind] as const))(
  "%s",
  (_, kind) => {
    const histories = Array.from({ length: HISTORIES }, (__, seed) => {
      const entries = smallHistory(kind, createDraw(seed));
      return { seed, entries, isValid: isLinearizable(kind.model, entries) };
    });
    const model = models[kind.model]!;

    it("agrees with brute force, with and without the quick decision", () => {
      for (const { seed, entries, isValid } of histories) {
        const verdicts = [model, withoutQuickDecision(model)].map((variant) => verdictOf(entries, variant));
        const expected = isValid ? "valid" : "invalid";
        expect({ seed, verdicts }).toEqual({ seed, verdicts: [expected, expected] });
      }
      const valid = histories.filter(({ isValid }) => isValid).length;
      expect(Math.min(valid, HISTORIES - valid)).toBeGreaterThan(HISTORIES / 30);
    });

    it("gives the shortest bad prefix: one entry less can be explained", () => {
      for (const { seed, entries, isValid } of histories) {
        if (isValid) continue;
        for (const variant of [model, withoutQuickDecision(model)]) {
          const witness = checkLinearizable(toOperations(entries), variant).witness!;
          const found = [witness.entries, witness.entries - 1].map((length) =>
            isLinearizable(kind.model, entries.slice(0, length)),
          );
          expect({ seed, found, isShortest: witness.isShortest }).toEqual({
            seed,
            found: [false, true],
            isShortest: true,
          });
          expect(witness.culprit.completeEntry).toBe(witness.entries - 1);
        }
      }
    });

    it("gives an order that the model allows and that keeps to real time", () => {
      for (const { seed, entries, isValid } of histories) {
        if (!isValid) continue;
        const { orders } = checkLinearizable(toOperations(entries), model, { wantsOrder: true });
        for (const { order } of orders!)
          expect({ seed, why: whyNotOrder(order, model) }).toEqual({ seed, why: "" });
      }
    });
  },
);

function smallHistory(kind: Kind, draw: Draw): HistoryEntry[] {
  const shape: Shape = {
    operations: 2 + draw(8),
    processes: 1 + draw(5),
    keys: draw(3),
    info: draw(4) * 15,
    fail: draw(2) * 10,
    corrupted: draw(3) * 12,
  };
  return randomHistory(kind, shape, draw);
}

function verdictOf(entries: readonly HistoryEntry[], model: AnyModel): string {
  return checkLinearizable(toOperations(entries), model).verdict;
}

function withoutQuickDecision(model: AnyModel): AnyModel {
  const { decide: _, ...slow } = model;
  return slow;
}

function whyNotOrder(order: readonly Operation[], model: AnyModel): string {
  let state: unknown = model.init;
  let latestInvoke = -1;
  for (const operation of order) {
    state = model.step(state, operation);
    if (state === undefined) return `${operation.f} of entry ${operation.invokeEntry} is not possible there`;
    if (operation.type !== "info" && operation.completeEntry < latestInvoke)
      return `${operation.f} comes too late`;
    latestInvoke = Math.max(latestInvoke, operation.invokeEntry);
  }
  return "";
}
