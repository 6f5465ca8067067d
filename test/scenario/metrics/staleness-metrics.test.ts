import { expect, it } from "vitest";
import { createRun } from "../../../src/scenario/index.ts";
import { open } from "../open.ts";

/** A leader that answers reads by itself is cut off with a client, which then reads twice: what was overwritten a while ago. */
const scenario = open(`lightcone: 1
title: T
cluster: { program: raft, nodes: 3, options: { initialLeader: n1, reads: local } }
network: { latency: 1ms }
workload:
  clients: 2
  target: random
  script:
    - { at: 100ms, client: c1, write: [x, 1] }
    - { at: 200ms, client: c1, read: x }
    - { at: 1500ms, client: c2, write: [x, 2] }
    - { at: 2500ms, client: c1, read: x }
    - { at: 2600ms, client: c1, write: [x, 3] }
faults: [{ at: 500ms, partition: [[n1, c1], [n2, n3, c2]] }]
run: { until: 3s }
metrics: [staleness p50, staleness max, staleness-versions max, stale-reads, answered]
claims:
  - { say: Fresh at first, expect: "metric(staleness max, to=1s) == 0ms" }
  - { say: Stale later, expect: "metric(staleness p50, from=1s) > 400ms" }
`);

it("tells how old reads were, over the whole run or a part of it, and how much was answered", () => {
  const run = createRun(scenario);
  run.advance();
  const { metrics, claims } = run.result();
  expect(metrics).toMatchObject({
    "staleness p50": 0,
    "staleness-versions max": 1,
    "stale-reads": 1,
    answered: 0.8,
  });
  expect(metrics["staleness max"]).toBeGreaterThan(400);
  expect(metrics["staleness max"]).toBeLessThan(1000);
  expect(claims.map(({ verdict }) => verdict)).toEqual(["valid", "valid"]);
});
