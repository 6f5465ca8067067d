import type { Command } from "commander";
import type { InputError, Result } from "../base/index.ts";
import {
  checkBoundedStaleness,
  checkLevels,
  checkLinearizable,
  familyOf,
  findLevels,
  findModel,
  fitHistory,
  levelsOf,
  modelNames,
  worstOf,
  type AnyModel,
  type LevelsReport,
  type StalenessBound,
} from "../checkers/index.ts";
import { readHistory, toOperations, type LocatedEntry, type Operation } from "../history/index.ts";
import { describeStaleness, readBound, reportStaleness, type StalenessReport } from "./check-staleness.ts";
import { describeLevels, describeLinearizable } from "./describe-levels.ts";
import { EXIT, exitCodeOf, worse, type ExitCode } from "./exit-code.ts";
import { readInput } from "./files.ts";
import { readPositive } from "./limits.ts";
import { printInputErrors, printJson, tell } from "./print.ts";

interface CheckOptions {
  readonly model: string;
  readonly level: string;
  readonly staleBy?: string;
  readonly independent?: boolean;
  readonly time: string;
  readonly json?: boolean;
}

interface Judge {
  readonly model: AnyModel;
  readonly timeUs: number;
  /** Asked for with --stale-by. */
  readonly bound: StalenessBound | undefined;
}

/** What is checked when no level is named, by the family of the history. */
const UNLESS_NAMED = { objects: "linearizable", transactions: "strict-serializable" };

const LEVELS_HELP = `names with commas between them, or all; for single operations ${namesOf("objects")}; for transactions ${namesOf("transactions")}`;

export function addCheck(program: Command, exit: (code: ExitCode) => void): void {
  program
    .command("check")
    .description("hold recorded histories against a model: JSON lines, Jepsen EDN or Jepsen's text log")
    .argument("<histories...>", "history files")
    .requiredOption("--model <name>", `what the store promises to be: ${modelNames.join(", ")}`)
    .option("--level <names>", `how consistent: ${LEVELS_HELP}`)
    .option("--stale-by <bound>", "how old reads may be at most: a number of versions, or a duration")
    .option("--independent", "values are pairs [key value], as jepsen.independent writes them")
    .option("--time <duration>", "wall time a file may take before its verdict is unknown", "60s")
    .option("--json", "print one JSON object a file")
    .action((files: string[], options: CheckOptions) => exit(checkAll(files, options)));
}

function namesOf(family: "objects" | "transactions"): string {
  return levelsOf(family)
    .map(({ name }) => name)
    .join(", ");
}

function checkAll(files: readonly string[], options: CheckOptions): ExitCode {
  const judge = readJudge(options);
  if (!judge.ok) return printInputErrors(judge.error, options.json === true);
  return files.map((file) => checkFile(file, judge.value, options)).reduce(worse, EXIT.valid);
}

function readJudge(options: CheckOptions): Result<Judge, InputError[]> {
  const model = findModel(options.model);
  const time = readPositive("--time", options.time);
  // A name that no family has is an error whatever the files hold.
  const levels = findLevels(options.level, undefined);
  const bound = options.staleBy === undefined ? undefined : readBound(options.staleBy);
  if (model.ok && time.ok && levels.ok && bound?.ok !== false)
    return { ok: true, value: { model: model.value, timeUs: time.value, bound: bound?.value } };
  const errors: InputError[] = [];
  if (!model.ok) errors.push(model.error);
  if (!levels.ok) errors.push(...levels.error);
  if (!time.ok) errors.push(time.error);
  if (bound?.ok === false) errors.push(bound.error);
  return { ok: false, error: errors };
}

function checkFile(file: string, judge: Judge, options: CheckOptions): ExitCode {
  const read = readFileHistory(file, judge.model, options.independent);
  if (!read.ok) return refuse(file, read.error, options);
  const operations = toOperations(read.value);
  const family = familyOf(operations, judge.model);
  const names = findLevels(options.level ?? UNLESS_NAMED[family], family);
  if (!names.ok) return refuse(file, names.error, options);
  const endMs = performance.now() + judge.timeUs / 1000;
  const limits = { shouldStop: () => performance.now() > endMs };
  if (family === "transactions" && judge.bound !== undefined)
    return refuse(file, [BOUND_OF_NOTHING], options);
  const isAlone = family === "objects" && names.value.length === 1 && names.value[0] === "linearizable";
  if (isAlone && judge.bound === undefined) return tellLinearizable(file, operations, judge, limits, options);
  const report = withBound(
    checkLevels(operations, judge.model, names.value, limits),
    operations,
    judge.bound,
  );
  const verdict = worstOf(report);
  const staleness = family === "objects" ? reportStaleness(operations) : undefined;
  if (options.json === true) printJson({ ...toJson(file, report), staleness });
  else tell(withStaleness(describeLevels(file, operations.length, report), staleness), false);
  return exitCodeOf(verdict);
}

const BOUND_OF_NOTHING: InputError = {
  file: "--stale-by",
  line: 0,
  column: 0,
  problem: "how old a read is can be told of single operations only, and these are transactions",
};

function withBound(
  report: LevelsReport,
  operations: readonly Operation[],
  bound: StalenessBound | undefined,
): LevelsReport {
  if (bound === undefined) return report;
  const result = checkBoundedStaleness(operations, bound);
  return { ...report, results: { ...report.results, "bounded-staleness": result } };
}

function withStaleness(text: string, staleness: StalenessReport | undefined): string {
  return staleness === undefined ? text : `${text}\n${describeStaleness(staleness)}`;
}

/** Linearizability alone tells more of itself: the order that explains what came before. */
function tellLinearizable(
  file: string,
  operations: readonly Operation[],
  { model, timeUs }: Judge,
  limits: { readonly shouldStop: () => boolean },
  { json }: CheckOptions,
): ExitCode {
  const result = checkLinearizable(operations, model, limits);
  const { verdict } = result;
  const staleness = reportStaleness(operations);
  if (json === true)
    printJson({ file, level: "linearizable", ...result, verdicts: { linearizable: verdict }, staleness });
  else tell(withStaleness(describeLinearizable(file, result, timeUs), staleness), false);
  return exitCodeOf(verdict);
}

function toJson(file: string, report: LevelsReport): object {
  const { family, results, anomalies } = report;
  const verdicts = Object.fromEntries(Object.entries(results).map(([name, { verdict }]) => [name, verdict]));
  return {
    file,
    verdict: worstOf(report),
    family,
    verdicts,
    ...(anomalies === undefined ? {} : { anomalies }),
    levels: results,
  };
}

function refuse(file: string, errors: readonly InputError[], { json }: CheckOptions): ExitCode {
  printInputErrors(errors, false);
  if (json === true) printJson({ file, errors });
  return EXIT.input;
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
