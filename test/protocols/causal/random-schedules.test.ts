import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cluster } from "../../../src/cluster/index.ts";
import { plans } from "../raft/random-faults.ts";
import { contentsOf, MS, runStore, SECOND, type StoreSetup } from "../store-cluster.ts";
import { homes, judge, workload } from "./judge.ts";

const options = fc.record({ interval: fc.constantFrom("20ms", "150ms"), batch: fc.constantFrom(1, 64) });
const links = fc.record({ loss: fc.constantFrom(0, 0.2), duplicate: fc.constantFrom(0, 0.3) });
const sync = fc.constantFrom("0", "1ms..3ms", "exponential(15ms)");
const seeds = fc.nat(1_000_000);

function expectConverged(cluster: Cluster): void {
  const contents = Array.from(contentsOf(cluster).values());
  expect(contents).toHaveLength(cluster.nodes.filter(({ isReplica }) => isReplica).length);
  for (const held of contents) expect(held).toEqual(contents[0]);
}

describe("random schedules", () => {
  it("leave histories causally convergent while sessions carry tokens, wherever they ask", () => {
    fc.assert(
      fc.property(
        plans,
        options,
        links,
        sync,
        fc.constantFrom("random", "sticky"),
        seeds,
        (faults, chosen, link, disk, target, luck) => {
          const run = runStore(
            "causal",
            {
              nodes: 5,
              options: chosen,
              link,
              sync: disk,
              faults,
              untilUs: 6 * SECOND,
              workload: { ...workload, target, session: "token", timeout: "150ms" },
            },
            luck,
          );
          expect(run.violations).toEqual([]);
          expect(judge(run)).toBeUndefined();
          expectConverged(run);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("leave them so without tokens while each client asks one replica only", () => {
    fc.assert(
      fc.property(plans, options, links, sync, seeds, (faults, chosen, link, disk, luck) => {
        const run = runStore(
          "causal",
          {
            nodes: 5,
            options: chosen,
            link,
            sync: disk,
            faults,
            untilUs: 6 * SECOND,
            workload: { ...workload, overrides: homes },
          },
          luck,
        );
        expect(run.violations).toEqual([]);
        expect(judge(run)).toBeUndefined();
        expectConverged(run);
      }),
      { numRuns: 40 },
    );
  });

  it("find out a store that forgets dependencies, and clients that move without a token", () => {
    const moving = { ...workload, target: "random" };
    const patternsOf = (setup: StoreSetup): Set<string | undefined> =>
      new Set([1, 2, 3, 4, 5].map((seed) => judge(runStore("causal", setup, seed))));
    const latency = "lognormal(2ms, 1)";
    const faults = [[0, { do: "slow", from: ["n1"], to: ["n3"], factor: 1, addUs: 100 * MS }]] as const;
    const common = { latency, faults, untilUs: 4 * SECOND };
    expect(patternsOf({ ...common, workload: moving })).not.toContain(undefined);
    const readers = {
      clients: 9,
      think: "exponential(3ms)",
      keys: 4,
      mix: { read: 4, write: 1 },
      until: "1s",
    };
    const sticky = { ...workload, ...readers, target: "sticky", session: "token" };
    const slowly = { interval: "1s" };
    expect(patternsOf({ ...common, options: slowly, workload: sticky })).toEqual(new Set([undefined]));
    const forgetful = { ...slowly, dependencies: false };
    expect(patternsOf({ ...common, options: forgetful, workload: sticky })).toContain("WriteCORead");
  });
});
