import type { Command } from "commander";
import { createRun, findMetric, type Advance, type Run, type RunResult } from "../scenario/index.ts";
import { exitCodeOf, type ExitCode } from "./exit-code.ts";
import { printInputErrors, printJson, tell, thousands, verdictMark } from "./print.ts";
import { addRunFlags, openRun, type RunFlags } from "./open-run.ts";
import { RunProgress } from "./progress.ts";
import { warnOfOther } from "./saved-fingerprint.ts";
import { checkTraceFile, writeTrace } from "./trace-file.ts";
import { factsOf } from "./write-export.ts";

interface RunOptions extends RunFlags {
  readonly json?: boolean;
  readonly trace?: string;
}

/** Events between two looks at the wall clock. */
const SLICE = 50_000;

export function addRun(program: Command, exit: (code: ExitCode) => void): void {
  const command = program
    .command("run")
    .description("run a scenario once; print its fingerprint, verdicts, claims and metrics");
  addRunFlags(command, "wall time it may take before the verdict is unknown; without end unless given")
    .option("--json", "print one JSON object")
    .option("--trace <file>", "write every event to a .ndjson file, or a .json file for Perfetto")
    .action(async (file: string, options: RunOptions) => exit(await run(file, options)));
}

async function run(name: string, options: RunOptions): Promise<ExitCode> {
  const json = options.json === true;
  const opened = openRun(name, options);
  if (!opened.ok) return printInputErrors(opened.error, json);
  const { scenario, limits, saved } = opened.value;
  const traceProblem = options.trace === undefined ? undefined : checkTraceFile(options.trace);
  if (traceProblem !== undefined) return printInputErrors([traceProblem], json);
  const simulation = createRun(scenario, {
    ...limits,
    trace: options.trace === undefined ? "off" : "full",
  });
  const { wallMs, outcome } = complete(simulation, limits.shouldStop);
  const result = simulation.result(limits);
  const unwritten =
    options.trace === undefined ? undefined : await writeTrace(options.trace, factsOf(simulation, outcome));
  if (unwritten !== undefined) return printInputErrors([unwritten], json);
  if (json) printJson({ ...result, wallMs });
  else tell(describeResult(scenario.title, result, wallMs), false);
  if (saved !== undefined && outcome === "done") warnOfOther(saved, result.fingerprint);
  return exitCodeOf(result.verdict);
}

/** Runs to the end, or to the end of its budget, with progress. `wallMs` is the wall time that it took. */
export function complete(
  simulation: Run,
  shouldStop: () => boolean,
): { readonly wallMs: number; readonly outcome: Advance } {
  const progress = new RunProgress(simulation.scenario);
  const startMs = performance.now();
  let outcome: Advance = "running";
  for (let maxEvents = SLICE; outcome === "running"; maxEvents += SLICE) {
    outcome = simulation.advance({ maxEvents, shouldStop });
    progress.update(simulation.cluster);
  }
  progress.end();
  return { wallMs: Math.round((performance.now() - startMs) * 10) / 10, outcome };
}

function describeResult(title: string, result: RunResult, wallMs: number): string {
  const { invoke, ok, fail, info } = result.operations;
  return [
    title,
    "",
    `  seed         ${result.seed}`,
    `  fingerprint  ${result.fingerprint}`,
    `  events       ${thousands(result.events)} in ${result.virtualTimeUs / 1e6} s of virtual time, ${wallMs} ms of wall time`,
    `  operations   ${thousands(invoke)} invoked: ${thousands(ok)} ok, ${thousands(fail)} fail, ${thousands(info)} info`,
    ...(result.budget === undefined
      ? []
      : [
          `  stopped      the budget of ${result.budget} ran out (${result.budget === "wall time" ? "--time" : "run.budget"})`,
        ]),
    ...section(
      "Checks",
      result.checks.map(
        (check) => `${verdictMark(check.verdict)}  ${check.name}${check.why === "" ? "" : `: ${check.why}`}`,
      ),
    ),
    ...section(
      "Claims",
      result.claims.map(
        (claim) =>
          `${verdictMark(claim.verdict)}  ${claim.say}${claim.verdict === "valid" ? "" : ` (${claim.expect}; found ${claim.found})`}`,
      ),
    ),
    ...section(
      "Metrics",
      Object.entries(result.metrics).map(
        ([name, value]) => `${name.padEnd(24)} ${value === null ? "–" : metricText(name, value)}`,
      ),
    ),
  ].join("\n");
}

function metricText(name: string, value: number): string {
  return `${Math.round(value * 1000) / 1000} ${findMetric(name)!.unit}`.trimEnd();
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", heading, ...lines.map((line) => `  ${line}`)];
}
