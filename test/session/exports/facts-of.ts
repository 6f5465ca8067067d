import { createRun, ENGINE, parseScenario } from "../../../src/scenario/index.ts";
import { exportParts, type ExportFacts, type ExportFormat } from "../../../src/session/exports/index.ts";

/** Loss, a crash and a partition, in four seconds. */
export const smallScenario = `lightcone: 1
title: A small cluster
concept: consensus
cluster: { nodes: 3, program: raft }
network: { latency: "lognormal(2ms, 0.3)", loss: 0.02 }
workload: { clients: 2, rate: 40/s, keys: 2 }
faults:
  - { at: 1s, crash: n1, for: 300ms }
  - { at: 2s, partition: [[n1], [n2, n3]], for: 400ms }
run: { until: 4s }
checks: [linearizable]
`;

/** A small run computed to its end, as an export gets it. */
export function factsOf(seed = "7", document = smallScenario): ExportFacts {
  const parsed = parseScenario(document, "scenarios/small.yaml");
  if (!parsed.ok) throw new Error(parsed.error.map(({ problem }) => problem).join());
  const run = createRun(parsed.value, { seed, trace: "full" });
  run.advance();
  const { cluster } = run;
  const fingerprint = cluster.fingerprint();
  return { cluster, trace: cluster.kernel.trace, scenario: parsed.value, seed, engine: ENGINE, fingerprint };
}

/** The whole file. */
export function exportText(format: ExportFormat, facts: ExportFacts): string {
  return [...exportParts(format, facts)].join("");
}
