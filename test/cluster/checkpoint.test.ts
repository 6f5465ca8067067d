import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Cluster, type Fault } from "../../src/cluster/index.ts";
import { Trace } from "../../src/kernel/index.ts";
import { chatter, link, planned, specOf } from "./chatter.ts";

const node = fc
  .constantFrom("n1", "n2", "n3", "n4", "n5", "leader", "follower", "random")
  .map((name) => [name]);
const span = fc
  .option(fc.integer({ min: 1_000, max: 400_000 }), { nil: undefined })
  .map((forUs) => (forUs === undefined ? {} : { forUs }));
const probability = fc.double({ min: 0, max: 0.9, noNaN: true });
const all = ["all"];
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.tuple(node, span).map(([nodes, more]): Fault => ({ do: "crash", nodes, ...more })),
  node.map((nodes): Fault => ({ do: "restart", nodes })),
  fc.tuple(node, span).map(([nodes, more]): Fault => ({ do: "pause", nodes, ...more })),
  node.map((nodes): Fault => ({ do: "resume", nodes })),
  fc.tuple(node, span).map(([nodes, more]): Fault => ({ do: "isolate", nodes, ...more })),
  span.map((more): Fault => ({ do: "partition", groups: [["n1", "leader"], ["rest"]], ...more })),
  fc
    .constantFrom("bridge" as const, "majority-ring" as const)
    .map((groups): Fault => ({ do: "partition", groups })),
  fc.tuple(node, node, span).map(([from, to, more]): Fault => ({ do: "cut", from, to, ...more })),
  fc
    .constantFrom("all" as const, "partitions" as const, "links" as const)
    .map((what): Fault => ({ do: "heal", what })),
  fc
    .tuple(node, span)
    .map(([from, more]): Fault => ({ do: "slow", from, to: all, factor: 3, addUs: 500, ...more })),
  fc
    .tuple(
      fc.constantFrom("lossy" as const, "duplicate" as const, "reorder" as const),
      node,
      probability,
      span,
    )
    .map(([kind, from, p, more]): Fault => ({ do: kind, from, to: all, probability: p, ...more })),
  fc
    .tuple(node, fc.integer({ min: -50_000, max: 50_000 }))
    .map(([nodes, byUs]): Fault => ({ do: "clock-step", nodes, byUs })),
  fc
    .tuple(node, fc.integer({ min: -200_000, max: 200_000 }))
    .map(([nodes, ppm]): Fault => ({ do: "clock-drift", nodes, ppm })),
  node.map((nodes): Fault => ({ do: "disk-stall", nodes, forUs: 50_000 })),
  fc.tuple(node, span).map(([nodes, more]): Fault => ({ do: "disk-lose", nodes, ...more })),
  fc
    .tuple(node, span)
    .map(([nodes, more]): Fault => ({ do: "slow-node", nodes, costUs: 700, factor: 2, ...more })),
);
const plan = fc.array(fc.tuple(fc.integer({ min: 0, max: 1_900_000 }), fault), { maxLength: 12 });

function networkOf(care: boolean): { defaults: ReturnType<typeof link>; overrides: [] } {
  const careful = {
    loss: 0.05,
    duplicate: 0.05,
    reorder: 0.1,
    fifo: true,
    bandwidth: 0.05,
    bufferBytes: 2_000,
  };
  return { defaults: link(care ? careful : {}), overrides: [] };
}

describe("checkpoint and restore", () => {
  it("gives the same fingerprint from any checkpoint, whatever faults strike", () => {
    fc.assert(
      fc.property(
        plan,
        fc.boolean(),
        fc.nat(1_000_000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (faults, care, seed, where) => {
          const spec = specOf(chatter, { faults: planned(...faults), network: networkOf(care) });
          const whole = Cluster.create(spec, String(seed), "full");
          whole.run(Infinity);
          const first = Cluster.create(spec, String(seed), "full");
          first.run(Infinity, Math.floor(whole.events * where));
          const checkpoint = first.checkpoint();
          first.run(Infinity);
          const again = Cluster.restore(spec, String(seed), checkpoint, new Trace("off"));
          again.run(Infinity);
          expect(first.fingerprint()).toBe(whole.fingerprint());
          expect(again.fingerprint()).toBe(whole.fingerprint());
          expect(again.events).toBe(whole.events);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("gives, with a fault added later, the run that the whole plan gives from the start", () => {
    fc.assert(
      fc.property(
        plan,
        fault,
        fc.integer({ min: 300_000, max: 1_900_000 }),
        fc.nat(1_000_000),
        (faults, added, atUs, seed) => {
          const before = specOf(chatter, { faults: planned(...faults) });
          const after = specOf(chatter, { faults: planned(...faults, [atUs, added]) });
          const past = Cluster.create(before, String(seed), "off");
          past.run(atUs - 1);
          const branch = Cluster.restore(after, String(seed), past.checkpoint(), new Trace("full"));
          branch.run(Infinity);
          const fresh = Cluster.create(after, String(seed), "full");
          fresh.run(Infinity);
          expect(branch.fingerprint()).toBe(fresh.fingerprint());
        },
      ),
      { numRuns: 60 },
    );
  });

  it("has a fingerprint that depends on the seed and not on the trace level", () => {
    const runs = (["full", "summary", "off"] as const).map((level) => {
      const cluster = Cluster.create(specOf(chatter), "7", level);
      cluster.run(Infinity);
      return cluster.fingerprint();
    });
    const other = Cluster.create(specOf(chatter), "8", "off");
    other.run(Infinity);
    expect(new Set(runs).size).toBe(1);
    expect(other.fingerprint()).not.toBe(runs[0]);
  });
});
