import { describe, expect, it } from "vitest";
import { checkHistory, MS, runOf, SECOND, type Setup } from "./raft-cluster.ts";

/** n1 leads; its clock is slow, and at 1 s it is cut off. c1 goes on reading from it while c2 writes elsewhere. */
function slowLeader(reads: "lease" | "read-index", ppm: number): Setup {
  return {
    options: { initialLeader: "n1", reads, heartbeat: "10ms" },
    workload: {
      clients: 2,
      think: "2ms",
      timeout: "50ms",
      overrides: { c1: { target: "n1" }, c2: { target: "random" } },
    },
    faults: [
      [0, { do: "clock-drift", nodes: ["n1"], ppm }],
      [SECOND, { do: "isolate", nodes: ["n1"], forUs: 800 * MS }],
    ],
    untilUs: 3 * SECOND,
  };
}

describe("reads", () => {
  it("under a lease are stale when the leaseholder's clock is slow, and only then", () => {
    let stale = 0;
    for (let seed = 1; seed <= 10; seed++) {
      if (checkHistory(runOf(slowLeader("lease", -800_000), seed)).verdict === "invalid") stale++;
      expect(checkHistory(runOf(slowLeader("lease", 0), seed)).verdict).toBe("valid");
      expect(checkHistory(runOf(slowLeader("read-index", -800_000), seed)).verdict).toBe("valid");
    }
    expect(stale).toBeGreaterThan(5);
  });

  it("from any node's own state are stale, and the checker says so", () => {
    for (let seed = 1; seed <= 5; seed++) {
      const setup: Setup = {
        options: { reads: "local" },
        workload: { clients: 3, think: "5ms", target: "random" },
        untilUs: 2 * SECOND,
      };
      const cluster = runOf(setup, seed);
      expect(cluster.violations).toEqual([]);
      expect(checkHistory(cluster).verdict).toBe("invalid");
    }
  });
});
