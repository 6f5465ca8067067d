import type { Command } from "commander";
import { unknownName, type InputError } from "../base/index.ts";
import { createRun } from "../scenario/index.ts";
import { EXPORT_FORMATS } from "../session/index.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { readLimits, type LimitOptions } from "./limits.ts";
import { printInputErrors, tell } from "./print.ts";
import { openScenario } from "./open-scenario.ts";
import { complete } from "./run.ts";
import { settingsOption, type Settings } from "./settings.ts";
import { Target } from "./target.ts";
import { factsOf, writeExport } from "./write-export.ts";

interface ExportOptions extends LimitOptions {
  readonly set: Settings;
  readonly to: string;
  readonly out?: string;
}

export function addExport(program: Command, exit: (code: ExitCode) => void): void {
  program
    .command("export")
    .description("run a scenario and write what happened in the format of another tool")
    .argument("<file>", "a scenario or run file, or a name from `lightcone list`")
    .requiredOption("--to <format>", EXPORT_FORMATS.join(", "))
    .option("--out <file>", "write to this file instead of stdout")
    .option("--seed <seed>", "another seed than the scenario's")
    .addOption(settingsOption())
    .option("--until <time>", "stop at this virtual time, such as 5s")
    .option("--time <duration>", "wall time the run may take; what was computed until then is written")
    .action(async (file: string, options: ExportOptions) => exit(await exportFile(file, options)));
}

async function exportFile(name: string, options: ExportOptions): Promise<ExitCode> {
  const format = EXPORT_FORMATS.find((known) => known === options.to);
  if (format === undefined) return printInputErrors([unknownFormat(options.to)], false);
  const opened = openScenario(name, options.set);
  if ("code" in opened) return printInputErrors(opened.errors, false);
  const limits = readLimits(options, opened.scenario);
  if (!limits.ok) return printInputErrors(limits.error, false);
  const target = options.out === undefined ? undefined : Target.open("--out", options.out);
  if (target?.ok === false) return printInputErrors([target.error], false);
  try {
    const run = createRun(opened.scenario, { ...limits.value, trace: "full" });
    const { outcome } = complete(run, limits.value.shouldStop);
    await writeExport(target?.value, format, factsOf(run, outcome));
    if (outcome === "done") return EXIT.valid;
  } catch (error) {
    target?.value.abandon();
    throw error;
  }
  tell("The budget ran out (run.budget or --time): what came before is written.", true);
  return EXIT.unknown;
}

function unknownFormat(found: string): InputError {
  return unknownName({ file: "--to", line: 0, column: 0 }, "format", found, EXPORT_FORMATS);
}
