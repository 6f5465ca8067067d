#!/usr/bin/env node
import { Command } from "commander";
import manifest from "../../package.json" with { type: "json" };
import { addCheck } from "./check.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { addExport } from "./export.ts";
import { addList } from "./list.ts";
import { addRun } from "./run.ts";
import { addSweep } from "./sweep.ts";
import { addValidate } from "./validate.ts";
import { addVerify } from "./verify.ts";

const program = new Command("lightcone")
  .description(manifest.description)
  .version(manifest.version)
  .showSuggestionAfterError()
  .exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.valid : EXIT.input))
  .addHelpText("after", "\nExit codes: 0 valid, 1 invalid, 2 unknown, 3 input error, 4 bug of ours.");

const exit = (code: ExitCode): void => {
  process.exitCode = code;
};

addRun(program, exit);
addVerify(program, exit);
addCheck(program, exit);
addSweep(program, exit);
addExport(program, exit);
addList(program);
addValidate(program, exit);

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(EXIT.valid);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(
    `This is a bug of Lightcone, not of your scenario.\n${String((error as Error).stack ?? error)}\n`,
  );
  process.exitCode = EXIT.bug;
}
