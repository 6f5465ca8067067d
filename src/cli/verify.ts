import type { Command } from "commander";
import { verify } from "../scenario/index.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { printInputErrors, printJson, tell, thousands } from "./print.ts";
import { openScenario } from "./run.ts";
import { settingsOption, type Settings } from "./settings.ts";

interface VerifyOptions {
  readonly seed?: string;
  readonly set: Settings;
  readonly json?: boolean;
}

export function addVerify(program: Command, exit: (code: ExitCode) => void): void {
  program
    .command("verify")
    .description("run a scenario twice, compare event by event, and print the fingerprint")
    .argument("<file>", "a scenario file, or a name from `lightcone list`")
    .option("--seed <seed>", "another seed than the scenario's")
    .addOption(settingsOption())
    .option("--json", "print one JSON object")
    .action((file: string, options: VerifyOptions) => exit(verifyFile(file, options)));
}

function verifyFile(name: string, options: VerifyOptions): ExitCode {
  const json = options.json === true;
  const opened = openScenario(name, options.set);
  if ("code" in opened) return printInputErrors(opened.errors, json);
  const result = verify(opened.scenario, options.seed);
  if (json) printJson(result);
  else if (result.same)
    tell(`✓ same  ${thousands(result.events)} events, fingerprint ${result.fingerprint}`, false);
  else tell(`✗ differs at event ${thousands(result.events)}: ${result.difference}`, false);
  return result.same ? EXIT.valid : EXIT.bug;
}
