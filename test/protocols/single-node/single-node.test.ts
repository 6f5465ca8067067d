import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plansWithTrueClocks } from "../raft/random-faults.ts";
import { checkHistory, contentsOf, MS, operationsOf, runStore, SECOND } from "../store-cluster.ts";

const script = [
  { at: "100ms", client: "c1", write: ["x", 1] },
  { at: "300ms", client: "c1", read: "x" },
  { at: "400ms", client: "c1", cas: ["x", 2, 3] },
  { at: "500ms", client: "c1", cas: ["x", 1, 4] },
  { at: "600ms", client: "c1", read: "x" },
];

function endings(cluster: ReturnType<typeof runStore>): string[] {
  return operationsOf(cluster).map(({ f, type, output }) => `${f} ${type} ${JSON.stringify(output)}`);
}

describe("single node", () => {
  it("carries out reads, writes and cas, whichever replica is asked first", () => {
    for (const target of ["n1", "n2", "n3"]) {
      const cluster = runStore("single-node", { workload: { clients: 1, target, script } });
      expect(endings(cluster)).toEqual([
        "write ok 1",
        "read ok 1",
        "cas fail null",
        "cas ok [1,4]",
        "read ok 4",
      ]);
      expect(contentsOf(cluster)).toEqual(new Map([["n1", { x: 4 }]]));
    }
  });

  it("answers a write when its disk has it, so a crash takes nothing back that was promised", () => {
    const workload = {
      clients: 1,
      target: "n1",
      timeout: "200ms",
      deadline: "250ms",
      retry: false,
      script: [
        { at: "100ms", client: "c1", write: ["x", 1] },
        { at: "300ms", client: "c1", write: ["x", 2] },
        { at: "700ms", client: "c1", read: "x" },
      ],
    };
    const cluster = runStore("single-node", {
      workload,
      latency: "5ms",
      sync: "40ms",
      faults: [[320 * MS, { do: "crash", nodes: ["leader"], forUs: 200 * MS }]],
    });
    expect(operationsOf(cluster).map(({ type }) => type)).toEqual(["ok", "info", "ok"]);
    expect(contentsOf(cluster).get("n1")).toEqual({ x: 1 });
  });

  it("is linearizable under any faults, and answers again when they are over", () => {
    const workload = { clients: 3, think: "exponential(30ms)", keys: 2, until: "3.5s", timeout: "200ms" };
    fc.assert(
      fc.property(plansWithTrueClocks, fc.nat(1_000_000), (faults, seed) => {
        const cluster = runStore("single-node", { nodes: 3, workload, faults, untilUs: 5 * SECOND }, seed);
        expect(checkHistory(cluster).verdict).toBe("valid");
      }),
      { numRuns: 60 },
    );
  });
});
