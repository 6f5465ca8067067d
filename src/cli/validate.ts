import type { Command } from "commander";
import type { InputError } from "../base/index.ts";
import { EXIT, worse, type ExitCode } from "./exit-code.ts";
import { printInputErrors, printJson, tell } from "./print.ts";
import { openScenario } from "./open-scenario.ts";

export function addValidate(program: Command, exit: (code: ExitCode) => void): void {
  program
    .command("validate")
    .description("check scenario files without running them")
    .argument("<files...>", "scenario files, or names from `lightcone list`")
    .option("--json", "print one JSON object a file")
    .action((files: string[], options: { json?: boolean }) => {
      exit(files.map((file) => validate(file, options.json === true)).reduce(worse, EXIT.valid));
    });
}

function validate(file: string, json: boolean): ExitCode {
  const opened = openScenario(file, []);
  const errors: readonly InputError[] = opened.ok ? [] : opened.error;
  if (errors.length > 0) printInputErrors(errors, false);
  if (json) printJson({ file, valid: errors.length === 0, errors });
  else if (errors.length === 0) tell(`✓ ${file}`, false);
  return errors.length === 0 ? EXIT.valid : EXIT.input;
}
