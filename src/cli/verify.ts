import type { Command } from "commander";
import { verify, type Verification } from "../scenario/index.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { readLimits, type LimitOptions } from "./limits.ts";
import { RunProgress } from "./progress.ts";
import { printInputErrors, printJson, tell, thousands } from "./print.ts";
import { openScenario } from "./open-scenario.ts";
import { settingsOption, type Settings } from "./settings.ts";

interface VerifyOptions extends LimitOptions {
  readonly set: Settings;
  readonly json?: boolean;
}

export function addVerify(program: Command, exit: (code: ExitCode) => void): void {
  program
    .command("verify")
    .description("run a scenario twice, compare event by event, and print the fingerprint")
    .argument("<file>", "a scenario or run file, or a name from `lightcone list`")
    .option("--seed <seed>", "another seed than the scenario's")
    .addOption(settingsOption())
    .option("--until <time>", "stop at this virtual time, such as 5s")
    .option(
      "--time <duration>",
      "wall time it may take before the answer is unknown; without end unless given",
    )
    .option("--json", "print one JSON object")
    .action((file: string, options: VerifyOptions) => exit(verifyFile(file, options)));
}

function verifyFile(name: string, options: VerifyOptions): ExitCode {
  const json = options.json === true;
  const opened = openScenario(name, options.set);
  if ("code" in opened) return printInputErrors(opened.errors, json);
  const limits = readLimits(options, opened.scenario);
  if (!limits.ok) return printInputErrors(limits.error, json);
  const progress = new RunProgress(opened.scenario);
  const result = verify(opened.scenario, {
    ...limits.value,
    onProgress: (cluster) => progress.update(cluster),
  });
  progress.end();
  if (json) printJson(result);
  else tell(describeVerification(result), false);
  if (result.same === null) return EXIT.unknown;
  return result.same ? EXIT.valid : EXIT.bug;
}

function describeVerification({ same, events, fingerprint, difference, budget }: Verification): string {
  if (same === null)
    return `? unknown  the budget of ${budget} ran out; no difference in the ${thousands(events)} events until then`;
  if (same) return `✓ same  ${thousands(events)} events, fingerprint ${fingerprint}`;
  return `✗ differs at event ${thousands(events)}: ${difference}`;
}
