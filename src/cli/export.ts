import type { Command } from "commander";
import { unknownName, type InputError } from "../base/index.ts";
import { createRun } from "../scenario/index.ts";
import { EXPORT_FORMATS } from "../session/index.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { addRunFlags, openRun, type RunFlags } from "./open-run.ts";
import { printInputErrors, tell } from "./print.ts";
import { complete } from "./run.ts";
import { warnOfOther } from "./saved-fingerprint.ts";
import { Target } from "./target.ts";
import { factsOf, writeExport } from "./write-export.ts";

interface ExportOptions extends RunFlags {
  readonly to: string;
  readonly out?: string;
}

export function addExport(program: Command, exit: (code: ExitCode) => void): void {
  const command = program
    .command("export")
    .description("run a scenario and write what happened in the format of another tool");
  addRunFlags(command, "wall time the run may take; what was computed until then is written")
    .requiredOption("--to <format>", EXPORT_FORMATS.join(", "))
    .option("--out <file>", "write to this file instead of stdout")
    .action(async (file: string, options: ExportOptions) => exit(await exportFile(file, options)));
}

async function exportFile(name: string, options: ExportOptions): Promise<ExitCode> {
  const format = EXPORT_FORMATS.find((known) => known === options.to);
  if (format === undefined) return printInputErrors([unknownFormat(options.to)], false);
  const opened = openRun(name, options);
  if (!opened.ok) return printInputErrors(opened.error, false);
  const { scenario, limits, saved } = opened.value;
  const target = options.out === undefined ? undefined : Target.open("--out", options.out);
  if (target?.ok === false) return printInputErrors([target.error], false);
  try {
    const run = createRun(scenario, { ...limits, trace: "full" });
    const { outcome } = complete(run, limits.shouldStop);
    const facts = factsOf(run, outcome);
    await writeExport(target?.value, format, facts);
    if (saved !== undefined && facts.fingerprint !== undefined) warnOfOther(saved, facts.fingerprint);
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
