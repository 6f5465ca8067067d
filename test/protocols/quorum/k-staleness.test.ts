import { describe, expect, it } from "vitest";
import { toOperations, type Operation } from "../../../src/history/index.ts";
import { valuesOf } from "../../../src/base/index.ts";
import { createRun, parseScenario } from "../../../src/scenario/index.ts";

/**
 * What reads return, as how many versions behind: [k] is the share at least k behind. Copies reach other replicas half
 * a second late, everything else almost at once: so that not delays count but which replicas took part.
 */
function shares(r: number): number[] {
  const text = `lightcone: 1
title: T
cluster:
  nodes: 3
  program: quorum
  options: { n: 3, r: ${r}, w: 1, placement: first, readRepair: false, timeout: 2s }
network: { latency: 100us..200us, links: [{ within: replicas, latencyOf: { Write: 500ms } }] }
workload: { clients: 1, target: random, mix: { read: 9, write: 1 }, think: 1ms }
run: { until: 40s }
checks: [quorum/*]
`;
  const parsed = parseScenario(text, "f.yaml");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const run = createRun(parsed.value);
  run.advance();
  const counts = versionsBehind(toOperations(valuesOf(run.cluster.history)));
  return [0, 1, 2, 3, 4].map((k) => counts.filter((count) => count >= k).length / counts.length);
}

/** One client, one operation at a time: the n-th write is the n-th version. */
function versionsBehind(operations: readonly Operation[]): number[] {
  const counts: number[] = [];
  const order = new Map<string, number>();
  for (const { f, input, output } of operations) {
    if (f === "write") order.set(JSON.stringify(input), order.size + 1);
    else if (order.size > 50) counts.push(order.size - order.get(JSON.stringify(output))!);
  }
  return counts;
}

describe("k-staleness where delays do not matter (Bailis et al., VLDB 2012, §3)", () => {
  for (const [r, missed] of [
    [1, 2 / 3],
    [2, 1 / 3],
    [3, 0],
  ] as const) {
    it(`reads of ${r} of 3 after writes to 1 of 3 miss the last k writes with probability (C(2, ${r}) / C(3, ${r}))ᵏ`, () => {
      shares(r).forEach((share, k) => expect(share, `k = ${k}`).toBeCloseTo(missed ** k, 1.5));
    });
  }
});
