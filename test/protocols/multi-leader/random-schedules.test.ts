import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plans } from "../raft/random-faults.ts";
import type { Cluster } from "../../../src/cluster/index.ts";
import type { MultiLeaderState } from "../../../src/protocols/multi-leader/state.ts";
import { lostUpdates } from "../../../src/scenario/metrics/lost-updates.ts";
import { contentsOf, operationsOf, runStore, SECOND, stateOf } from "../store-cluster.ts";

const clients = { clients: 3, rate: "150/s", keys: 2, until: "3.5s", timeout: "200ms", target: "random" };
const stores: readonly (readonly [data: string, workload: Record<string, unknown>])[] = [
  ["lww-register", { kind: "key-value", mix: { read: 20, write: 80 } }],
  ["g-counter", { kind: "counter" }],
  ["pn-counter", { kind: "counter", most: 5, mix: { add: 50, subtract: 50 } }],
  ["or-set", { kind: "set", elements: 6, mix: { add: 60, remove: 40 } }],
  ["text", { kind: "text", mix: { read: 20, insert: 60, delete: 20 } }],
];
const choices = fc.record({
  replication: fc.constantFrom("state", "operation"),
  clock: fc.constantFrom("physical", "lamport", "hybrid"),
  interval: fc.constantFrom("20ms", "100ms"),
});

/** A register holds one value; and what takes away, repeated at another replica, may do so twice. */
const neverLose = ["g-counter", "or-set"];

function lostOf(cluster: Cluster, { kind }: Record<string, unknown>): number | null {
  return lostUpdates.compute({
    cluster,
    kind: String(kind),
    fromUs: 0,
    untilUs: Infinity,
    notes: [],
    operations: operationsOf(cluster),
  });
}

describe.each(stores)("%s", (data, workload) => {
  it("converges under any schedule, once it is quiet, and nothing that was acknowledged is lost", () => {
    fc.assert(
      fc.property(plans, choices, fc.nat(1_000_000), (faults, chosen, seed) => {
        const options = { data, ...chosen };
        const setup = {
          nodes: 5,
          options,
          workload: { ...clients, ...workload },
          faults,
          untilUs: 6 * SECOND,
        };
        const cluster = runStore("multi-leader", setup, seed);
        if (neverLose.includes(data)) expect(lostOf(cluster, workload)).toBe(0);
        const contents = contentsOf(cluster);
        expect(contents.size).toBe(5);
        for (const [name, held] of contents) {
          expect(held).toEqual(contents.get("n1"));
          const state = stateOf<MultiLeaderState>(cluster, name);
          expect(state.byOperation.waiting).toEqual([]);
          expect(state.storage.outbox).toEqual([]);
        }
      }),
      { numRuns: 25 },
    );
  });
});
