import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Cluster, type Fault } from "../../../src/cluster/index.ts";
import { Trace } from "../../../src/kernel/index.ts";
import { plans } from "../raft/random-faults.ts";
import {
  checkHistory,
  contentsOf,
  notesOf,
  runStore,
  SECOND,
  storeSpec,
  type StoreSetup,
} from "../store-cluster.ts";

const workload = { clients: 3, think: "exponential(30ms)", keys: 2, until: "3.5s", timeout: "200ms" };
const quiet = { nodes: 5, untilUs: 6 * SECOND, workload };
const sync = fc.constantFrom("0", "1ms..3ms", "exponential(15ms)");
const seed = fc.nat(1_000_000);
/** Plans ask Raft's leader to hand over; here an operator promotes somebody. */
const faults = plans.map((plan) => plan.map(([at, fault]): [number, Fault] => [at, promoting(fault)]));

function promoting(fault: Fault): Fault {
  return fault.do === "ask" ? { ...fault, nodes: fault.about, request: "promote", about: [] } : fault;
}

/** The options that promise linearizability. */
const safe = fc.record({
  mode: fc.constantFrom("sync", "semi-sync"),
  failover: fc.constantFrom("automatic", "automatic", "manual"),
});
/** And all others. */
const any = fc.record({
  mode: fc.constantFrom("sync", "semi-sync", "async"),
  failover: fc.constantFrom("automatic", "manual"),
  fencing: fc.boolean(),
  reads: fc.constantFrom("primary", "any"),
  unreachable: fc.constantFrom("block", "skip"),
});

function expectConverged(cluster: Cluster): void {
  const [first, ...others] = Array.from(contentsOf(cluster).values());
  for (const other of others) expect(other).toEqual(first);
}

describe("random schedules", () => {
  it("leave histories linearizable where fencing and a majority's acknowledgements promise it", () => {
    fc.assert(
      fc.property(faults, safe, sync, seed, (plan, options, disk, luck) => {
        const cluster = runStore("primary-backup", { ...quiet, faults: plan, options, sync: disk }, luck);
        expect(cluster.violations).toEqual([]);
        expect(checkHistory(cluster).verdict).toBe("valid");
        if (options.failover === "manual") return;
        expect(notesOf(cluster, "role").length).toBeGreaterThan(0);
        expectConverged(cluster);
      }),
      { numRuns: 50 },
    );
  });

  it("break no invariant in any mode, and copies agree when all is healed and somebody leads", () => {
    fc.assert(
      fc.property(faults, any, seed, (plan, options, luck) => {
        const cluster = runStore("primary-backup", { ...quiet, faults: plan, options }, luck);
        expect(cluster.violations).toEqual([]);
        if (options.failover === "automatic") expectConverged(cluster);
      }),
      { numRuns: 50 },
    );
  });

  it("give the same fingerprint again from any checkpoint", () => {
    const where = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(faults, any, seed, where, (plan, options, luck, at) => {
        const setup: StoreSetup = { ...quiet, faults: plan, options };
        const spec = storeSpec("primary-backup", setup);
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
