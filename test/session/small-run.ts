import { createRun, parseScenario } from "../../src/scenario/index.ts";
import {
  createSession,
  type Change,
  type Progress,
  type RunInfo,
  type SessionApi,
} from "../../src/session/index.ts";

/** Three nodes of Raft, two clients, one crash, four seconds: some thousands of events. */
export const smallText = `lightcone: 1
title: A small cluster
concept: consensus
cluster: { nodes: 3, program: raft }
network: { latency: "lognormal(2ms, 0.3)" }
workload: { clients: 2, rate: 40/s, keys: 2 }
faults:
  - { at: 1s, crash: n1, for: 300ms }
run: { until: 4s }
params:
  loss: { path: network.loss, range: [0, 0.3] }
`;

export async function openSmall(): Promise<{ session: SessionApi; info: RunInfo }> {
  const session = createSession(() => performance.now());
  const opened = await session.open({ file: "small.yaml", text: smallText, seed: "7" });
  if (!opened.ok) throw new Error(opened.error.map((error) => error.problem).join());
  return { session, info: opened.value };
}

/** Runs ahead to the end, as the page does; all that was told on the way. */
export async function finish(
  session: SessionApi,
  branch?: number,
): Promise<{ records: number; last: Progress; times: number[] }> {
  let records = 0;
  const times: number[] = [];
  for (;;) {
    const progress = await session.advance(5, branch);
    records += progress.columns.count;
    times.push(...progress.columns.timeUs);
    if (progress.done || progress.budget !== undefined) return { records, last: progress, times };
  }
}

/** An edit that must be accepted. */
export async function edited(session: SessionApi, change: Change): Promise<RunInfo> {
  const answer = await session.edit(change);
  if (!answer.ok) throw new Error(answer.error[0]!.problem);
  return answer.value;
}

/** The fingerprint of a document's run, from its beginning. */
export function fingerprintOf(scenarioText: string, seed = "7"): string {
  const parsed = parseScenario(scenarioText, "small.yaml");
  if (!parsed.ok) throw new Error(parsed.error[0]!.problem);
  const run = createRun(parsed.value, { seed });
  run.advance();
  return run.result().fingerprint;
}
