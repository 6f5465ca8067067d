import { availableParallelism } from "node:os";
import { InvalidArgumentError, Option, type Command } from "commander";
import { Tinypool } from "tinypool";
import type { InputError } from "../base/index.ts";
import {
  countRuns,
  csvHeader,
  csvRow,
  planSweep,
  type SweepJob,
  type SweepRow,
  type SweepSource,
} from "../experiments/index.ts";
import { parseScenario, type Scenario } from "../scenario/index.ts";
import { EXIT, exitCodeOf, worse, type ExitCode } from "./exit-code.ts";
import { readLessonBeside, readScenarioFile } from "./files.ts";
import { printInputErrors, printJson } from "./print.ts";
import { Progress } from "./progress.ts";
import { parseVariation, settingsOption, type Settings } from "./settings.ts";
import { Target } from "./target.ts";

interface SweepOptions {
  readonly vary: readonly (readonly [string, readonly string[]])[];
  readonly set: Settings;
  readonly seeds: number;
  readonly workers: number;
  readonly json?: boolean;
  readonly out?: string;
}

/** More runs than this are refused: a mistyped range should not fill a disk. */
const MOST_RUNS = 10_000_000;
/** Runs given to a worker at once. */
const BATCH = 100;

export function addSweep(program: Command, exit: (code: ExitCode) => void): void {
  program
    .command("sweep")
    .description("run a scenario for every combination of values and many seeds; one row of CSV a run")
    .argument("<file>", "a scenario file, or a name from `lightcone list`")
    .addOption(varyOption())
    .addOption(settingsOption())
    .option("--seeds <n>", "run each combination with the seeds 1 to n", wholeNumber, 1)
    .option("--workers <n>", "worker threads", wholeNumber, availableParallelism())
    .option("--out <file>", "write the rows to a .csv file, or with --json a .json file, instead of stdout")
    .option("--json", "print one JSON object instead of CSV")
    .action(async (file: string, options: SweepOptions) => exit(await sweep(file, options)));
}

async function sweep(name: string, options: SweepOptions): Promise<ExitCode> {
  const json = options.json === true;
  const read = readScenarioFile(name);
  if (!read.ok) return printInputErrors(read.error, json);
  const { file, bytes } = read.value;
  const problems = [...checkOptions(options), ...checkValues(file, bytes, options)];
  if (problems.length > 0) return printInputErrors(problems, json);
  const source = { file, text: new TextDecoder().decode(bytes), set: options.set };
  const seeds = Array.from({ length: options.seeds }, (_, index) => String(index + 1));
  const jobs = planSweep(options.vary, seeds);
  const target = options.out === undefined ? undefined : Target.open("--out", options.out);
  if (target?.ok === false) return printInputErrors([target.error], json);
  const sink = json ? new JsonSink(target?.value) : new CsvSink(target?.value);
  const errors = await runAll(source, jobs, options.workers, (row) => sink.write(row));
  if (errors !== undefined) {
    sink.abandon();
    return printInputErrors(errors, json);
  }
  return sink.close();
}

/** Runs all jobs on worker threads and hands on their rows in the order of the jobs, whatever worker was first. */
async function runAll(
  source: SweepSource,
  jobs: readonly SweepJob[],
  workers: number,
  onRow: (row: SweepRow) => void,
): Promise<readonly InputError[] | undefined> {
  const batches: SweepJob[][] = [];
  for (let at = 0; at < jobs.length; at += BATCH) batches.push(jobs.slice(at, at + BATCH));
  const threads = Math.max(1, Math.min(workers, batches.length));
  const pool = new Tinypool({
    filename: new URL("./sweep.js", import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
  });
  const progress = new Progress();
  let done = 0;
  try {
    const underWay = new Map<number, Promise<WorkerAnswer>>();
    const start = (index: number): void => {
      if (index < batches.length)
        underWay.set(index, pool.run({ source, jobs: batches[index] }) as Promise<WorkerAnswer>);
    };
    for (let index = 0; index < threads * 2; index++) start(index);
    for (let index = 0; index < batches.length; index++) {
      const answer = await underWay.get(index)!;
      underWay.delete(index);
      start(index + threads * 2);
      if (!answer.ok) return answer.error;
      for (const row of answer.value) onRow(row);
      done += answer.value.length;
      progress.update(done, jobs.length, "runs", done);
    }
  } finally {
    progress.end();
    await pool.destroy();
  }
  return undefined;
}

type WorkerAnswer = { ok: true; value: SweepRow[] } | { ok: false; error: readonly InputError[] };

/** Rows go to the target, or to stdout when there is none, one by one. */
class CsvSink {
  readonly #target: Target | undefined;
  #isFirst = true;
  #code: ExitCode = EXIT.valid;

  constructor(target: Target | undefined) {
    this.#target = target;
  }

  write(row: SweepRow): void {
    const text = this.#isFirst ? `${csvHeader(row)}\n${csvRow(row)}\n` : `${csvRow(row)}\n`;
    this.#isFirst = false;
    this.#code = worse(this.#code, exitCodeOf(row.verdict));
    if (this.#target === undefined) process.stdout.write(text);
    else this.#target.write(text);
  }

  close(): ExitCode {
    this.#target?.finish();
    return this.#code;
  }

  abandon(): void {
    this.#target?.abandon();
  }
}

/** As `CsvSink`, all rows at once. */
class JsonSink {
  readonly #target: Target | undefined;
  readonly #rows: SweepRow[] = [];

  constructor(target: Target | undefined) {
    this.#target = target;
  }

  write(row: SweepRow): void {
    this.#rows.push(row);
  }

  close(): ExitCode {
    const rows = this.#rows.map(({ set, ...row }) => ({ parameters: Object.fromEntries(set), ...row }));
    if (this.#target === undefined) printJson({ rows });
    else this.#target.write(`${JSON.stringify({ rows })}\n`);
    this.#target?.finish();
    return this.#rows.map(({ verdict }) => exitCodeOf(verdict)).reduce(worse, EXIT.valid);
  }

  abandon(): void {
    this.#target?.abandon();
  }
}

function checkOptions(options: SweepOptions): InputError[] {
  const errors: InputError[] = [];
  const runs = countRuns(options.vary, options.seeds);
  if (runs > MOST_RUNS) {
    errors.push({
      file: "--vary",
      line: 0,
      column: 0,
      problem: `that would be ${runs} runs; at most ${MOST_RUNS}`,
    });
  }
  const ending = options.json === true ? ".json" : ".csv";
  if (options.out !== undefined && !options.out.endsWith(ending)) {
    errors.push({
      file: "--out",
      line: 0,
      column: 0,
      problem: options.json === true ? "with --json the rows are JSON" : "the rows are CSV without --json",
      found: options.out,
      accepted: [`a name that ends in ${ending}`],
    });
  }
  return errors;
}

/** Every value is tried once before anything runs, so that the last one cannot spoil an hour's work. */
function checkValues(file: string, bytes: Uint8Array, options: SweepOptions): InputError[] {
  const first = options.vary.map(([path, values]) => [path, values[0]!] as const);
  const tries = options.vary.flatMap(([path, values]) =>
    values.map((value) => first.map((pair) => (pair[0] === path ? ([path, value] as const) : pair))),
  );
  for (const set of tries.length === 0 ? [[]] : tries) {
    const readLesson = readLessonBeside(file);
    const parsed = parseScenario(bytes, file, { set: [...options.set, ...set], readLesson });
    if (!parsed.ok) return [...parsed.error];
    const again = findVariedTwice(options, parsed.value);
    if (again !== undefined) return [again];
  }
  return [];
}

/** A parameter and the path it stands for are one thing. */
function findVariedTwice({ vary }: SweepOptions, { params }: Scenario): InputError | undefined {
  const paths = vary.map(([path]) => params.find(({ name }) => name === path)?.path ?? path);
  const again = vary.find((_, index) => paths.indexOf(paths[index]!) < index);
  if (again === undefined) return undefined;
  const problem = "one thing is varied twice; give all its values at once";
  return { file: "--vary", line: 0, column: 0, problem, found: again[0] };
}

function varyOption(): Option {
  return new Option("--vary <name=a,b,c>", "values of a parameter or a document path; may be repeated")
    .argParser<SweepOptions["vary"]>((text, before) => [...(before ?? []), parseVariation(text)])
    .default([], "nothing");
}

function wholeNumber(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > MOST_RUNS)
    throw new InvalidArgumentError("expected a whole number from 1 up");
  return count;
}
