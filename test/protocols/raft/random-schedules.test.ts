import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Cluster } from "../../../src/cluster/index.ts";
import { Trace } from "../../../src/kernel/index.ts";
import { plans, plansWithTrueClocks } from "./random-faults.ts";
import { checkHistory, leadersOf, runOf, SECOND, specOf, statesOf, type Setup } from "./raft-cluster.ts";

const workload = { clients: 3, think: "exponential(30ms)", keys: 2, until: "3.5s", timeout: "200ms" };
const quiet = { untilUs: 6 * SECOND, workload };
const options = fc.record({
  preVote: fc.boolean(),
  checkQuorum: fc.boolean(),
  reads: fc.constantFrom("read-index" as const, "log" as const),
  maxBatch: fc.constantFrom(1, 3, 64),
});
const sync = fc.constantFrom("0", "1ms..3ms", "exponential(15ms)");
const seed = fc.nat(1_000_000);

/** Every invariant held, clients saw one register a key, and at the end there is one leader whom all follow. */
function expectTrusted(cluster: Cluster): void {
  expect(cluster.violations).toEqual([]);
  expect(checkHistory(cluster).verdict).toBe("valid");
  expect(leadersOf(cluster)).toHaveLength(1);
  const [leader] = leadersOf(cluster);
  for (const state of statesOf(cluster)) {
    expect(state.currentTerm).toBe(leader!.currentTerm);
    expect(state.log.entries.length).toBe(leader!.log.entries.length);
  }
}

describe("random schedules", () => {
  it("never break an invariant, and histories are linearizable", () => {
    fc.assert(
      fc.property(plans, options, sync, seed, (faults, chosen, disk, luck) => {
        const setup: Setup = { ...quiet, faults, options: chosen, sync: disk };
        expectTrusted(runOf(setup, luck));
      }),
      { numRuns: 60 },
    );
  });

  it("leave reads under a lease linearizable while clocks run true", () => {
    fc.assert(
      fc.property(plansWithTrueClocks, options, seed, (faults, chosen, luck) => {
        const setup: Setup = { ...quiet, faults, options: { ...chosen, reads: "lease" } };
        expectTrusted(runOf(setup, luck));
      }),
      { numRuns: 30 },
    );
  });

  it("give the same fingerprint again from any checkpoint", () => {
    const where = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(plans, options, seed, where, (faults, chosen, luck, at) => {
        const spec = specOf({ ...quiet, faults, options: chosen });
        const whole = Cluster.create(spec, String(luck), "off");
        whole.run(Infinity);
        const first = Cluster.create(spec, String(luck), "off");
        first.run(Infinity, Math.floor(whole.events * at));
        const again = Cluster.restore(spec, String(luck), first.checkpoint(), new Trace("off"));
        first.run(Infinity);
        again.run(Infinity);
        expect(first.fingerprint()).toBe(whole.fingerprint());
        expect(again.fingerprint()).toBe(whole.fingerprint());
        expect(again.violations).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});
