import fc from "fast-check";
import type { Fault } from "../../../src/cluster/index.ts";
import { MS, SECOND } from "./raft-cluster.ts";

/** Faults that Raft must bear: everything but a disk that lies and clocks under leases. */

const node = fc.constantFrom("n1", "n2", "n3", "n4", "n5", "leader", "leader", "follower", "random");
const nodes = node.map((name) => [name]);
const all = ["all"];
const span = fc.integer({ min: 20 * MS, max: 800 * MS }).map((forUs) => ({ forUs }));
const probability = fc.double({ min: 0.05, max: 0.6, noNaN: true });

const crash = fc.tuple(nodes, span).map(([who, more]): Fault => ({ do: "crash", nodes: who, ...more }));
const everyoneCrashes = span.map((more): Fault => ({ do: "crash", nodes: all, ...more }));
const pause = fc.tuple(nodes, span).map(([who, more]): Fault => ({ do: "pause", nodes: who, ...more }));
const isolate = fc.tuple(nodes, span).map(([who, more]): Fault => ({ do: "isolate", nodes: who, ...more }));
const split = fc
  .tuple(node, node, span)
  .map(([a, b, more]): Fault => ({ do: "partition", groups: [[a, b], ["rest"]], ...more }));
const shape = fc
  .tuple(fc.constantFrom("bridge" as const, "majority-ring" as const), span)
  .map(([groups, more]): Fault => ({ do: "partition", groups, ...more }));
const oneWay = fc
  .tuple(nodes, nodes, span)
  .map(([from, to, more]): Fault => ({ do: "cut", from, to, ...more }));
const slow = fc
  .tuple(nodes, span)
  .map(([from, more]): Fault => ({ do: "slow", from, to: all, factor: 8, addUs: 20 * MS, ...more }));
const chance = fc
  .tuple(fc.constantFrom("lossy" as const, "duplicate" as const, "reorder" as const), probability, span)
  .map(([kind, p, more]): Fault => ({ do: kind, from: all, to: all, probability: p, ...more }));
const stall = fc
  .tuple(nodes, span)
  .map(([who, { forUs }]): Fault => ({ do: "disk-stall", nodes: who, forUs }));
const gray = fc
  .tuple(nodes, span)
  .map(([who, more]): Fault => ({ do: "slow-node", nodes: who, costUs: 3 * MS, factor: 1, ...more }));
const transfer = nodes.map((about): Fault => ({
  do: "ask",
  nodes: ["leader"],
  request: "transfer-leadership",
  about,
}));
const drift = fc
  .tuple(nodes, fc.integer({ min: -300_000, max: 300_000 }))
  .map(([who, ppm]): Fault => ({ do: "clock-drift", nodes: who, ppm }));
const stepped = fc
  .tuple(nodes, fc.integer({ min: -SECOND, max: SECOND }))
  .map(([who, byUs]): Fault => ({ do: "clock-step", nodes: who, byUs }));

const still = [
  crash,
  crash,
  everyoneCrashes,
  pause,
  isolate,
  split,
  shape,
  oneWay,
  slow,
  chance,
  stall,
  gray,
  transfer,
];

/** A fault plan that ends in time for a quiet tail. */
function planOf(kinds: readonly fc.Arbitrary<Fault>[], untilUs: number): fc.Arbitrary<[number, Fault][]> {
  return fc.array(fc.tuple(fc.integer({ min: 0, max: untilUs }), fc.oneof(...kinds)), { maxLength: 14 });
}

/** Nothing that touches a clock: leases hold under these. */
export const plansWithTrueClocks = planOf(still, 3 * SECOND);
export const plans = planOf([...still, drift, stepped], 3 * SECOND);
