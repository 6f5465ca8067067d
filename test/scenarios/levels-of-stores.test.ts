import { expect, it } from "vitest";
import { valuesOf } from "../../src/base/index.ts";
import { checkLevels, models, OBJECT_LEVELS, weakerThan } from "../../src/checkers/index.ts";
import { toOperations } from "../../src/history/index.ts";
import { createRun } from "../../src/scenario/index.ts";
import { open } from "../scenario/open.ts";

/** Stores that promise little, so that every level holds somewhere and is violated somewhere. */
const STORES = [
  "program: single-node",
  "program: raft, options: { reads: local }",
  "program: quorum, options: { n: 3, r: 1, w: 1, readRepair: false }",
  "program: quorum, options: { n: 3, r: 2, w: 2 }",
  "program: primary-backup, options: { mode: async, reads: any }",
  "program: chain, options: { reads: any }",
  "program: multi-leader, options: { data: lww-register }",
  "program: causal",
  "program: causal, options: { dependencies: false }",
];

function historyOf(store: string, seed: string): ReturnType<typeof toOperations> {
  const scenario = open(`lightcone: 1
title: T
cluster: { nodes: 3, ${store} }
network: { latency: "lognormal(10ms, 1.2)" }
workload: { clients: 4, rate: 150/s, mix: { read: 70, write: 30 }, keys: 2, target: random }
nemesis: { kinds: [partition, cut, slow-node], every: exponential(1s), for: exponential(1s) }
run: { until: 3s }
`);
  const run = createRun(scenario, { seed });
  run.advance();
  return toOperations(valuesOf(run.cluster.history));
}

it("every store's history keeps the hierarchy, each level judged alone", () => {
  const verdicts = new Map<string, Set<string>>();
  for (const store of STORES) {
    for (const seed of ["1", "2", "3"]) {
      const operations = historyOf(store, seed);
      const model = models["key-value"]!;
      const verdictOf = (name: string): string => checkLevels(operations, model, [name]).results[name]!.verdict;
      const found = new Map(OBJECT_LEVELS.map(({ name }) => [name, verdictOf(name)]));
      for (const [name, verdict] of found) {
        verdicts.set(name, (verdicts.get(name) ?? new Set()).add(verdict));
        if (verdict !== "valid") continue;
        const weaker = weakerThan(OBJECT_LEVELS, name).map((one) => found.get(one));
        expect({ store, seed, name, weaker }).toEqual({ store, seed, name, weaker: weaker.map(() => "valid") });
      }
    }
  }
  const seen = Array.from(verdicts.values(), (all) => [...all].sort().join());
  expect(seen.join()).not.toContain("unknown");
  // That the writes of one process are seen in the wrong order is rare, and stores may mend what they do.
  expect(seen.filter((both) => both === "invalid,valid").length).toBeGreaterThanOrEqual(7);
});
