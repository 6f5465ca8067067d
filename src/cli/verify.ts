import type { Command } from "commander";
import { verify, type Verification } from "../scenario/index.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { RunProgress } from "./progress.ts";
import { printInputErrors, printJson, tell, thousands, verdictMark } from "./print.ts";
import { addRunFlags, openRun, type RunFlags } from "./open-run.ts";
import { compareWithSaved, type Comparison } from "./saved-fingerprint.ts";

interface VerifyOptions extends RunFlags {
  readonly json?: boolean;
}

export function addVerify(program: Command, exit: (code: ExitCode) => void): void {
  const command = program
    .command("verify")
    .description("run a scenario twice, compare event by event, and print the fingerprint");
  addRunFlags(command, "wall time it may take before the answer is unknown; without end unless given")
    .option("--json", "print one JSON object")
    .action((file: string, options: VerifyOptions) => exit(verifyFile(file, options)));
}

function verifyFile(name: string, options: VerifyOptions): ExitCode {
  const json = options.json === true;
  const opened = openRun(name, options);
  if (!opened.ok) return printInputErrors(opened.error, json);
  const { scenario, limits, saved } = opened.value;
  const progress = new RunProgress(scenario);
  const result = verify(scenario, { ...limits, onProgress: (cluster) => progress.update(cluster) });
  progress.end();
  const comparison =
    saved === undefined || result.same !== true ? undefined : compareWithSaved(saved, result.fingerprint);
  if (json) printJson({ ...result, ...toldOf(comparison) });
  else tell([describeVerification(result), ...describeComparison(comparison)].join("\n"), false);
  if (result.same === null) return EXIT.unknown;
  if (!result.same) return EXIT.bug;
  return comparison?.verdict === "invalid" ? EXIT.invalid : EXIT.valid;
}

function toldOf(comparison: Comparison | undefined): { readonly saved?: object } {
  if (comparison === undefined) return {};
  const { saved, verdict } = comparison;
  return { saved: { ...saved, verdict } };
}

function describeComparison(comparison: Comparison | undefined): string[] {
  return comparison === undefined ? [] : [`${verdictMark(comparison.verdict)}  ${comparison.text}`];
}

function describeVerification({ same, events, fingerprint, difference, budget }: Verification): string {
  if (same === null)
    return `? unknown  the budget of ${budget} ran out; no difference in the ${thousands(events)} events until then`;
  if (same) return `✓ same  ${thousands(events)} events, fingerprint ${fingerprint}`;
  return `✗ differs at event ${thousands(events)}: ${difference}`;
}
