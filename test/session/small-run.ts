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

/** Checkpoints stand close together, so that an edit in the middle of the run shares a past with it. */
export async function openSmall(mostKeptEvents?: number): Promise<{ session: SessionApi; info: RunInfo }> {
  const keeping = { interval: 37, ...(mostKeptEvents === undefined ? {} : { mostKeptEvents }) };
  const session = createSession(() => performance.now(), keeping);
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

/** What a page knows of a branch: put together as the engine tells it. */
export interface Known {
  readonly columns: (readonly number[])[];
  readonly notes: Progress["notes"][number][];
  readonly history: Progress["history"][number][];
}

/** Runs a branch to its end; `before` is what the page keeps of the branch that it springs from. */
export async function learn(session: SessionApi, info: RunInfo, before?: Known): Promise<Known> {
  const known: Known = {
    columns: before?.columns.slice(0, info.keepRecords) ?? [],
    notes: before?.notes.slice(0, info.keepNotes) ?? [],
    history: before?.history.slice(0, info.keepHistory) ?? [],
  };
  for (;;) {
    const progress = await session.advance(5, info.branch);
    const { columns } = progress;
    for (let at = 0; at < columns.count; at++) {
      known.columns.push([
        columns.timeUs[at]!,
        columns.kind[at]!,
        columns.node[at]!,
        columns.peer[at]!,
        columns.tag[at]!,
        columns.cause[at]!,
      ]);
    }
    known.notes.push(...progress.notes);
    known.history.push(...progress.history);
    if (progress.done || progress.budget !== undefined) return known;
  }
}
