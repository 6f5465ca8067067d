import { createRun, parseScenario, type Run, type Scenario } from "../../src/scenario/index.ts";
import type { TraceLevel } from "../../src/kernel/index.ts";

/** Reads a scenario's text; what is wrong with it is thrown. */
export function scenarioOf(text: string): Scenario {
  const parsed = parseScenario(text, "bench.yaml");
  if (!parsed.ok) throw new Error(parsed.error.map(({ problem }) => problem).join("; "));
  return parsed.value;
}

/** A run to its end, or until so many events. */
export function runScenario(scenario: Scenario, seed: string, trace: TraceLevel, maxEvents = Infinity): Run {
  const run = createRun(scenario, { seed, trace });
  while (run.cluster.events < maxEvents && run.advance({ maxEvents }) === "running");
  return run;
}

/** Raft as a class would use it: five nodes, five clients that wait for their answers, all invariants watched. */
export const RAFT = `
lightcone: 1
title: Five nodes and five clients
concept: consensus
cluster: { nodes: 5, program: raft, options: { electionTimeout: 150ms..300ms, heartbeat: 50ms } }
network: { latency: "lognormal(5ms, 0.4)" }
workload: { clients: 5, think: exponential(5ms), mix: { read: 50, write: 40, cas: 10 }, keys: 10 }
run: { until: 1h }
checks: [raft/*]
`;

/** A leaderless store with the same clients; read repair, and version vectors or timestamps. */
export function quorumOf(versions: string): string {
  return `
lightcone: 1
title: Five nodes, three copies, five clients
concept: replication
cluster: { nodes: 5, program: quorum, options: { n: 3, r: 2, w: 2, versions: ${versions} } }
network: { latency: "lognormal(5ms, 0.4)" }
workload: { clients: 5, session: token, think: exponential(5ms), mix: { read: 50, write: 50 }, keys: 10, target: random }
run: { until: 1h }
checks: [quorum/*]
`;
}

/** The shortest useful run: five nodes elect a leader. */
export const ELECTION = `
lightcone: 1
title: An election
concept: consensus
cluster: { nodes: 5, program: raft, options: { electionTimeout: 150ms..300ms, heartbeat: 50ms } }
network: { latency: "uniform(1ms, 5ms)" }
run: { until: 500ms }
checks: [raft/election-safety]
metrics: [time-to-leader]
`;
