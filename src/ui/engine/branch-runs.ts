import type { Judgement, Progress, RunInfo } from "../../session/index.ts";
import { RunData } from "../run/run-data.ts";

/** What the page knows of one branch: kept when another one is shown, so that coming back takes no time. */
export interface BranchRun extends Known {
  readonly branch: number;
}

/** The part of it that a run store shows. */
export interface Known {
  readonly data: RunData;
  readonly computedUs: number;
  readonly done: boolean;
  readonly budget: string | undefined;
  readonly fingerprint: string | undefined;
  readonly judgement: Judgement | undefined;
}

/** Records of all branches together: 19 bytes each in columns, and about as much again in indexes. */
const MOST_RECORDS = 4_000_000;

const runs = new Map<number, BranchRun>();

export function runOf(branch: number): BranchRun | undefined {
  return runs.get(branch);
}

/** Keeps what is known; those longest out of use go when there is no more room. */
export function keepRun(run: BranchRun, inUse: readonly number[]): void {
  runs.delete(run.branch);
  runs.set(run.branch, run);
  let records = 0;
  for (const known of runs.values()) records += known.data.columns.length;
  for (const known of runs.values()) {
    if (records <= MOST_RECORDS) return;
    if (known.branch === run.branch || inUse.includes(known.branch)) continue;
    records -= known.data.columns.length;
    runs.delete(known.branch);
  }
}

export function forgetRuns(): void {
  runs.clear();
}

export function newRun(info: RunInfo): BranchRun {
  return {
    branch: info.branch,
    data: new RunData(info),
    computedUs: 0,
    done: false,
    budget: undefined,
    fingerprint: undefined,
    judgement: undefined,
  };
}

/** After an answer of the engine. The data grows in place. */
export function grown(run: BranchRun, progress: Progress): BranchRun {
  run.data.append(progress);
  return {
    ...run,
    computedUs: Math.max(run.computedUs, progress.computedUs),
    done: progress.done,
    budget: progress.budget,
    fingerprint: progress.fingerprint,
  };
}

export function isOver(run: BranchRun): boolean {
  return run.done || run.budget !== undefined;
}

/** Appends the beginning that a new branch shares with one that is known; pauses between portions of a long one. */
export async function takeBeginning(run: BranchRun, info: RunInfo): Promise<BranchRun> {
  const from = runs.get(info.keepFrom);
  if (from === undefined || info.keepRecords === 0) return run;
  let sinceMs = performance.now();
  for (const part of from.data.beginning(info.keepRecords, info.keepNotes, info.keepHistory)) {
    run.data.append(part);
    if (performance.now() - sinceMs < LONGEST_WORK_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    sinceMs = performance.now();
  }
  const { columns } = run.data;
  return { ...run, computedUs: columns.timeUs[columns.length - 1] ?? 0 };
}

const LONGEST_WORK_MS = 12;

export function knownOf(run: BranchRun): Known {
  const { data, computedUs, done, budget, fingerprint, judgement } = run;
  return { data, computedUs, done, budget, fingerprint, judgement };
}
