import { describe, expect, it } from "vitest";
import { checkHistory, MS, operationsOf, runStore, SECOND, type StoreSetup } from "../store-cluster.ts";

const exact = { latency: "5ms", untilUs: 2 * SECOND } as const;
const options = { placement: "first", r: 2, w: 2 } as const;

describe("known-bad variants", () => {
  it("ack-before-write: the power fails everywhere, and what a client was told is on no disk", () => {
    const setup: StoreSetup = {
      ...exact,
      sync: "40ms",
      workload: {
        clients: 2,
        target: "n1",
        script: [
          { at: "100ms", client: "c1", write: ["x", 1] },
          { at: "1s", client: "c2", read: "x" },
        ],
      },
      faults: [[125 * MS, { do: "crash", nodes: ["all"], forUs: 100 * MS }]],
    };
    const bad = runStore("quorum", { ...setup, options: { ...options, bug: "ack-before-write" } });
    expect(operationsOf(bad).map(({ output }) => output)).toEqual([1, null]);
    expect(checkHistory(bad).verdict).toBe("invalid");

    const good = runStore("quorum", { ...setup, options });
    expect(checkHistory(good).verdict).toBe("valid");
  });

  it("newest-by-arrival: an older write that arrives late takes the place of a newer one", () => {
    const setup: StoreSetup = {
      ...exact,
      sync: "0",
      workload: {
        clients: 3,
        overrides: { c1: { target: "n1" }, c2: { target: "n2" }, c3: { target: "n3" } },
        script: [
          { at: "100ms", client: "c1", write: ["x", 1] },
          { at: "150ms", client: "c2", write: ["x", 2] },
          { at: "400ms", client: "c3", read: "x" },
        ],
      },
      // n1's write reaches n2, and is acknowledged; its copy for n3 comes after n2's own write.
      faults: [[0, { do: "slow", from: ["n1"], to: ["n3"], factor: 1, addUs: 100 * MS }]],
    };
    const bad = runStore("quorum", {
      ...setup,
      options: { ...options, readRepair: false, bug: "newest-by-arrival" },
    });
    expect(bad.violations.map(({ invariant }) => invariant)).toEqual(["quorum/versions-never-go-back"]);

    const good = runStore("quorum", { ...setup, options });
    expect(good.violations).toEqual([]);
    expect(checkHistory(good).verdict).toBe("valid");
  });
});
