import { describe, expect, it } from "vitest";
import { checkLinearizable, models } from "../../src/checkers/index.ts";
import { toOperations, type HistoryEntry } from "../../src/history/index.ts";
import { entriesOf } from "./entries.ts";

/** Eight enqueues at once, then dequeues of which the last repeats the first: every order has to be tried. */
function hardHistory(key: string): HistoryEntry[] {
  const clients = [0, 1, 2, 3, 4, 5, 6, 7];
  const text = [
    ...clients.map((client) => `${client} invoke enqueue ${client}`),
    ...clients.map((client) => `${client} ok enqueue ${client}`),
    ...clients.map((client) => `${client} invoke dequeue`),
    ...clients.map((client) => `${client} ok dequeue ${client % 7}`),
  ];
  return entriesOf(text.join("\n"), key);
}

const hard = toOperations(hardHistory("x"));
const model = models["queue"]!;

describe("a budget that runs out gives unknown and its name", () => {
  it("steps", () => {
    const result = checkLinearizable(hard, model, { maxSteps: 50 });
    expect(result).toMatchObject({ verdict: "unknown", budget: { kind: "steps", limit: 50 } });
    expect(result.steps).toBeLessThanOrEqual(50);
  });

  it("memory", () => {
    expect(checkLinearizable(hard, model, { maxBytes: 10_000 })).toMatchObject({
      verdict: "unknown",
      budget: { kind: "memory", limit: 10_000 },
    });
  });

  it("the wish to stop", () => {
    let asked = 0;
    const result = checkLinearizable(hard, model, { shouldStop: () => ++asked > 0 });
    expect(result).toMatchObject({ verdict: "unknown", budget: { kind: "stopped" } });
  });

  it("and with enough of all it is invalid", () => {
    expect(checkLinearizable(hard, model).verdict).toBe("invalid");
  });
});

it("one bad key ends the check before a hard one has eaten the budget", () => {
  const bad = entriesOf("50 invoke dequeue\n50 ok dequeue 1", "y");
  const operations = toOperations([...hardHistory("x"), ...bad]);
  const result = checkLinearizable(operations, model, { maxSteps: 200 });
  expect(result).toMatchObject({ verdict: "invalid", witness: { key: "y" } });
});
