import { expect } from "vitest";
import { checkLevels, findModel } from "../../../src/checkers/index.ts";
import type { Cluster } from "../../../src/cluster/index.ts";
import { operationsOf } from "../store-cluster.ts";
import { badPatternOf } from "./bad-patterns.ts";

/** Values are written once; many clients over few keys, so that much is concurrent. */
export const workload = {
  clients: 4,
  think: "exponential(15ms)",
  keys: 2,
  mix: { read: 1, write: 1 },
  until: "3.5s",
};

/** Each client asks one replica, come what may. */
export const homes = {
  c1: { target: "n1" },
  c2: { target: "n2" },
  c3: { target: "n3" },
  c4: { target: "n3" },
};

/** What the reads returned, in order of invocation. */
export const seen = (cluster: Cluster): unknown[] =>
  operationsOf(cluster)
    .filter(({ f }) => f === "read")
    .map(({ output }) => output);

export function verdictOf(cluster: Cluster, level: string): string {
  const model = findModel("key-value");
  if (!model.ok) throw new Error(model.error.problem);
  return checkLevels(operationsOf(cluster), model.value, [level]).results[level]!.verdict;
}

/** The bad pattern that the history shows; the checker that users get must say the same of it. */
export function judge(cluster: Cluster): string | undefined {
  const pattern = badPatternOf(operationsOf(cluster));
  expect(verdictOf(cluster, "causal-convergence")).toBe(pattern === undefined ? "valid" : "invalid");
  return pattern;
}
