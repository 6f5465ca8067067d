import type { Command } from "commander";
import { formatDuration, type InputError, type Result } from "../base/index.ts";
import {
  describeOperation,
  findLevel,
  findModel,
  fitHistory,
  levelNames,
  modelNames,
  type AnyModel,
  type BudgetExceeded,
  type CheckResult,
  type LevelChecker,
} from "../checkers/index.ts";
import { readHistory, toOperations, type LocatedEntry } from "../history/index.ts";
import { EXIT, exitCodeOf, worse, type ExitCode } from "./exit-code.ts";
import { readInput } from "./files.ts";
import { readPositive } from "./limits.ts";
import { printInputErrors, printJson, tell, thousands, verdictMark } from "./print.ts";

interface CheckOptions {
  readonly model: string;
  readonly level: string;
  readonly independent?: boolean;
  readonly time: string;
  readonly json?: boolean;
}

interface Judge {
  readonly model: AnyModel;
  readonly level: LevelChecker;
  readonly timeUs: number;
}

/** Concurrent operations that are shown to people; JSON has them all. */
const MOST_BESIDE = 12;

export function addCheck(program: Command, exit: (code: ExitCode) => void): void {
  program
    .command("check")
    .description("hold recorded histories against a model: JSON lines, Jepsen EDN or Jepsen's text log")
    .argument("<histories...>", "history files")
    .requiredOption("--model <name>", `what the store promises to be: ${modelNames.join(", ")}`)
    .option("--level <name>", `how consistent: ${levelNames.join(", ")}`, "linearizable")
    .option("--independent", "values are pairs [key value], as jepsen.independent writes them")
    .option("--time <duration>", "wall time a file may take before its verdict is unknown", "60s")
    .option("--json", "print one JSON object a file")
    .action((files: string[], options: CheckOptions) => exit(checkAll(files, options)));
}

function checkAll(files: readonly string[], options: CheckOptions): ExitCode {
  const judge = readJudge(options);
  if (!judge.ok) return printInputErrors(judge.error, options.json === true);
  return files.map((file) => checkFile(file, judge.value, options)).reduce(worse, EXIT.valid);
}

function readJudge(options: CheckOptions): Result<Judge, InputError[]> {
  const model = findModel(options.model);
  const level = findLevel(options.level);
  const time = readPositive("--time", options.time);
  if (model.ok && level.ok && time.ok) {
    return { ok: true, value: { model: model.value, level: level.value, timeUs: time.value } };
  }
  const errors: InputError[] = [];
  if (!model.ok) errors.push(model.error);
  if (!level.ok) errors.push(level.error);
  if (!time.ok) errors.push(time.error);
  return { ok: false, error: errors };
}

function checkFile(file: string, judge: Judge, options: CheckOptions): ExitCode {
  const json = options.json === true;
  const read = readFileHistory(file, judge.model, options.independent);
  if (!read.ok) {
    printInputErrors(read.error, false);
    if (json) printJson({ file, errors: read.error });
    return EXIT.input;
  }
  const endMs = performance.now() + judge.timeUs / 1000;
  const shouldStop = (): boolean => performance.now() > endMs;
  const result = judge.level.check(toOperations(read.value), judge.model, { shouldStop });
  if (json) printJson({ file, level: judge.level.name, ...result });
  else tell(describeCheck(file, result, judge), false);
  return exitCodeOf(result.verdict);
}

function readFileHistory(
  file: string,
  model: AnyModel,
  independent: boolean | undefined,
): Result<LocatedEntry[], readonly InputError[]> {
  const bytes = readInput(file);
  if (!bytes.ok) return bytes;
  const entries = readHistory(bytes.value, file, independent === undefined ? {} : { independent });
  if (!entries.ok) return entries;
  const misfits = fitHistory(file, entries.value, toOperations(entries.value), model);
  return misfits.length > 0 ? { ok: false, error: misfits } : entries;
}

function describeCheck(file: string, result: CheckResult, judge: Judge): string {
  const { operations, partitions, witness, budget } = result;
  const size = `${thousands(operations)} operations on ${thousands(partitions)} ${partitions === 1 ? "key" : "keys"}`;
  const lines = [`${verdictMark(result.verdict)}  ${file}  ${judge.level.name}, ${size}`];
  if (budget !== undefined) lines.push(`  stopped: ${describeBudget(budget, judge.timeUs)}`);
  if (witness === undefined) return lines.join("\n");
  const key = witness.key === undefined ? "" : ` on key ${witness.key}`;
  lines.push(`  ${witness.because}`);
  lines.push(
    `  the first ${thousands(witness.entries)} entries${key} cannot be ordered${witness.isShortest ? ", one less can" : ""}`,
  );
  lines.push(`  after: ${describeOperation(witness.culprit)}`);
  const shown = witness.concurrent.slice(0, MOST_BESIDE);
  for (const operation of shown) lines.push(`  beside: ${describeOperation(operation)}`);
  const more = witness.concurrent.length - shown.length;
  if (more > 0) lines.push(`  … and ${thousands(more)} more`);
  return lines.join("\n");
}

function describeBudget(budget: BudgetExceeded, timeUs: number): string {
  switch (budget.kind) {
    case "steps":
      return `${thousands(budget.limit)} steps were not enough`;
    case "memory":
      return `${thousands(budget.limit)} bytes of memory were not enough`;
    case "stopped":
      return `${formatDuration(timeUs)} of wall time were not enough (--time)`;
  }
}
