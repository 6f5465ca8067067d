import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { valueText } from "../../../src/cluster/index.ts";
import { dataTypeOf, type Bug } from "../../../src/protocols/multi-leader/bugs.ts";
import type { DataType } from "../../../src/protocols/multi-leader/data-type.ts";
import type { DataName } from "../../../src/protocols/multi-leader/data-types.ts";
import { multiLeaderOptions, multiLeaderProblems } from "../../../src/protocols/multi-leader/index.ts";
import { deliverAll, Replicas, stepsOf } from "../crdt/replicas.ts";
import { contentsOf, runStore } from "../store-cluster.ts";

const luck = fc.array(fc.nat(100), { minLength: 1, maxLength: 24 });

/** Merging in one's own order, or again, leads to other contents. */
function breaksMerge(data: DataName, type: DataType): boolean {
  const property = fc.property(stepsOf(data), (steps) => {
    const replicas = new Replicas(type);
    for (const step of steps) replicas.take(step);
    const [a, b] = replicas.merged;
    const text = (one: unknown, other: unknown): string => valueText(type.valueOf(type.merge(one, other)));
    expect(text(a, b)).toBe(text(b, a));
    expect(text(a, a)).toBe(valueText(type.valueOf(a)));
  });
  return fc.check(property, { numRuns: 500, seed: 1 }).failed;
}

/** Delivering in another order leads to other contents. */
function breaksDelivery(data: DataName, type: DataType): boolean {
  const property = fc.property(stepsOf(data), luck, luck, (steps, one, other) => {
    const replicas = new Replicas(type);
    for (const step of steps) replicas.take(step);
    const contents = [one, other].map((order) => deliverAll(type, replicas.operations, order));
    expect(valueText(type.valueOf(contents[0]))).toBe(valueText(type.valueOf(contents[1])));
  });
  return fc.check(property, { numRuns: 500, seed: 1 }).failed;
}

const mistakes: readonly (readonly [DataName, Bug, typeof breaksMerge])[] = [
  ["g-counter", "merge-by-sum", breaksMerge],
  ["pn-counter", "merge-by-sum", breaksMerge],
  ["lww-register", "tie-by-arrival", breaksMerge],
  ["lww-register", "tie-by-arrival", breaksDelivery],
  ["or-set", "remove-by-value", breaksDelivery],
  ["or-set", "no-causal-order", breaksDelivery],
  ["text", "no-causal-order", breaksDelivery],
];

describe("known-bad variants", () => {
  it.each(mistakes)("a %s with %s breaks a law that the right one keeps", (data, bug, breaks) => {
    expect(breaks(data, dataTypeOf(data, bug))).toBe(true);
    expect(breaks(data, dataTypeOf(data, "none"))).toBe(false);
  });

  it.each(["state", "operation"])(
    "replicas of a counter that sums agree by %s only where nothing is merged",
    (replication) => {
      const add = (client: string): object => ({ at: "100ms", client, add: ["x", 1] });
      const cluster = runStore("multi-leader", {
        options: { data: "g-counter", bug: "merge-by-sum", replication },
        workload: {
          kind: "counter",
          clients: 2,
          overrides: { c1: { target: "n1" }, c2: { target: "n2" } },
          script: [add("c1"), add("c2")],
        },
      });
      const counts = Array.from(contentsOf(cluster).values(), ({ x }) => x);
      expect(counts.every((count) => count === 2)).toBe(replication === "operation");
    },
  );

  it("are refused for data types that cannot make them", () => {
    const options = multiLeaderOptions.parse({ data: "text", bug: "merge-by-sum" });
    expect(multiLeaderProblems(options)).toMatchObject([
      { option: "bug", accepted: ["none", "no-causal-order"] },
    ]);
    expect(multiLeaderProblems(multiLeaderOptions.parse({ data: "or-set", bug: "remove-by-value" }))).toEqual(
      [],
    );
  });
});
