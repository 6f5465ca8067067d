import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Cluster } from "../../../src/cluster/index.ts";
import { Trace } from "../../../src/kernel/index.ts";
import { plansWithTrueClocks } from "../raft/random-faults.ts";
import { checkHistory, contentsOf, operationsOf, runStore, SECOND, storeSpec } from "../store-cluster.ts";

const workload = { clients: 3, think: "exponential(30ms)", keys: 2, until: "3.5s", timeout: "200ms" };
const quiet = { nodes: 5, untilUs: 6 * SECOND, workload };
const sync = fc.constantFrom("0", "1ms..3ms", "exponential(15ms)");
const seed = fc.nat(1_000_000);
/** A chain has nobody to hand over to. */
const faults = plansWithTrueClocks.map((plan) => plan.filter(([, fault]) => fault.do !== "ask"));

describe("random schedules", () => {
  it("leave histories linearizable and the chain's invariants whole, and the copies agree in the end", () => {
    fc.assert(
      fc.property(faults, sync, seed, (plan, disk, luck) => {
        const cluster = runStore("chain", { ...quiet, faults: plan, sync: disk }, luck);
        expect(cluster.violations).toEqual([]);
        expect(checkHistory(cluster).verdict).toBe("valid");
        const [first, ...others] = Array.from(contentsOf(cluster).values());
        for (const other of others) expect(other).toEqual(first);
      }),
      { numRuns: 50 },
    );
  });

  it("reads anywhere are not linearizable, without any fault", () => {
    const anywhere = { ...workload, clients: 6, reads: "random", think: "exponential(10ms)", keys: 1 };
    for (const luck of [1, 2, 3]) {
      const cluster = runStore("chain", { ...quiet, workload: anywhere, options: { reads: "any" } }, luck);
      expect(checkHistory(cluster).verdict).toBe("invalid");
      expect(operationsOf(cluster).length).toBeGreaterThan(100);
    }
  });

  it("give the same fingerprint again from any checkpoint", () => {
    const where = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(faults, seed, where, (plan, luck, at) => {
        const spec = storeSpec("chain", { ...quiet, faults: plan });
        const whole = Cluster.create(spec, String(luck), "off");
        whole.run(Infinity);
        const first = Cluster.create(spec, String(luck), "off");
        first.run(Infinity, Math.floor(whole.events * at));
        const again = Cluster.restore(spec, String(luck), first.checkpoint(), new Trace("off"));
        again.run(Infinity);
        expect(again.fingerprint()).toBe(whole.fingerprint());
      }),
      { numRuns: 20 },
    );
  });
});
