import type { InputError, Result } from "../base/index.ts";
import { err, ok } from "../base/index.ts";
import { createRun, parseScenario, type RunResult, type Scenario } from "../scenario/index.ts";

/** A scenario to run many times: its text travels to workers, which have no files. */
export interface SweepSource {
  readonly file: string;
  readonly text: string;
  /** Settings that hold for every run, before those that vary. */
  readonly set: readonly (readonly [path: string, value: string])[];
}

/** One run of a sweep. */
export interface SweepJob {
  /** Its place among all runs: rows are given in this order. */
  readonly index: number;
  readonly seed: string;
  readonly set: readonly (readonly [path: string, value: string])[];
}

/** What one run gave. */
export interface SweepRow {
  readonly index: number;
  readonly set: SweepJob["set"];
  readonly seed: string;
  readonly fingerprint: string;
  readonly events: number;
  readonly metrics: RunResult["metrics"];
  /** Of each check. */
  readonly verdicts: Readonly<Record<string, string>>;
  /** Of the whole run, claims and budget included, as `RunResult` has it. */
  readonly verdict: RunResult["verdict"];
  /** The budget that ran out. */
  readonly budget?: string;
}

/** Every combination of the values that vary, with every seed; seeds vary fastest. */
export function planSweep(
  vary: readonly (readonly [path: string, values: readonly string[]])[],
  seeds: readonly string[],
): SweepJob[] {
  let grid: (readonly (readonly [string, string])[])[] = [[]];
  for (const [path, values] of vary) {
    grid = grid.flatMap((set) => values.map((value) => [...set, [path, value] as const]));
  }
  return grid.flatMap((set, point) =>
    seeds.map((seed, index) => ({ index: point * seeds.length + index, seed, set })),
  );
}

/** How many runs `planSweep` would give, without making the list. */
export function countRuns(vary: readonly (readonly [string, readonly string[]])[], seeds: number): number {
  return vary.reduce((count, [, values]) => count * values.length, seeds);
}

/** Reads the scenario once for each combination of values and runs its jobs, in order. */
export function runJobs(
  source: SweepSource,
  jobs: readonly SweepJob[],
): Result<SweepRow[], readonly InputError[]> {
  const rows: SweepRow[] = [];
  let scenario: Scenario | undefined;
  let readFor: SweepJob["set"] | undefined;
  for (const job of jobs) {
    if (scenario === undefined || !sameSet(readFor, job.set)) {
      const parsed = parseScenario(source.text, source.file, { set: [...source.set, ...job.set] });
      if (!parsed.ok) return err(parsed.error);
      scenario = parsed.value;
      readFor = job.set;
    }
    rows.push(runJob(scenario, job));
  }
  return ok(rows);
}

function runJob(scenario: Scenario, job: SweepJob): SweepRow {
  const run = createRun(scenario, { seed: job.seed, trace: "off" });
  while (run.advance({ maxEvents: Infinity }) === "running");
  const { fingerprint, events, metrics, checks, verdict, budget } = run.result();
  const verdicts = Object.fromEntries(checks.map((check) => [check.name, check.verdict]));
  const { index, set, seed } = job;
  const row = { index, set, seed, fingerprint, events, metrics, verdicts, verdict };
  return budget === undefined ? row : { ...row, budget };
}

function sameSet(a: SweepJob["set"] | undefined, b: SweepJob["set"]): boolean {
  return a !== undefined && a.length === b.length && a.every(([, value], index) => value === b[index]![1]);
}
