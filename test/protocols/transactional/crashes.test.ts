import { describe, expect, it } from "vitest";
import { operationsOf, readsOf, scriptOf, type Scripted } from "../transaction-scripts.ts";
import { runOf } from "./transactional-run.ts";

/** The database is down from 112.5 ms to 200 ms: the sync of a commit at 112 ms is then on its way. */
const crash = { faults: [{ at: "112.5ms", crash: "n1", for: "87.5ms" }] };

function outcomes(transactions: readonly Scripted[], options: object = {}, more: object = crash) {
  const workload = { script: scriptOf(transactions), retry: false, timeout: "1s" };
  return operationsOf(runOf({ options, workload, more })).map(readsOf);
}

describe("a crash", () => {
  it("takes back a commit that was not durable, and nobody was told of it", () => {
    const transactions: readonly Scripted[] = [
      [101, "c1", ["w", "x", 1]],
      [500, "c2", ["r", "x"]],
    ];
    expect(outcomes(transactions)).toEqual(["timed-out", [null]]);
    expect(outcomes(transactions, { bug: "ack-before-sync" })).toEqual([[], [null]]);
  });

  it("leaves what was committed, and its versions go on counting", () => {
    const transactions: readonly Scripted[] = [
      [50, "c1", ["w", "x", 1]],
      [500, "c1", ["r", "x"], ["w", "x", 2]],
      [600, "c2", ["r", "x"]],
    ];
    expect(outcomes(transactions)).toEqual([[], [1], [2]]);
  });

  it("is survived by an abort's answer: a copy that comes later is not carried out", () => {
    const transactions: readonly Scripted[] = [
      [50, "c1", ["r", "x"], ["w", "x", 1]],
      [52, "c2", ["r", "x"], ["w", "x", 2]],
      [500, "c3", ["r", "x"]],
    ];
    const workload = { script: scriptOf(transactions), timeout: "1s" };
    const duplicate = { at: 0, duplicate: { from: "c2", to: "n1" }, probability: 1 };
    const late = { network: { latency: "1ms", reorderBy: "300ms", reorder: 0.5 } };
    let aborted = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const run = runOf({ workload, more: { ...late, faults: [...crash.faults, duplicate] } }, String(seed));
      const [, second, third] = operationsOf(run);
      if (second!.type !== "fail") continue;
      aborted++;
      expect(readsOf(third!), `seed ${seed}`).not.toEqual([2]);
    }
    expect(aborted).toBeGreaterThan(5);
  });
});
