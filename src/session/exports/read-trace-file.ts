import { err, type InputError, type Result } from "../../base/index.ts";
import { readJson } from "../../history/index.ts";
import { CARRIED_NAME } from "./carried-run.ts";
import { CSV_HEADER } from "./csv.ts";
import type { SavedRun } from "../api.ts";
import { readSavedRun } from "./read-run-file.ts";

/** Where a trace carries what reopens it, if it does: at its head. Characters. */
const HEAD = 1 << 16;
/** The longest saved run that is looked for. Characters. */
const LONGEST_RUN = 1 << 25;

/** What a text is, when it is no scenario, by what it begins with; white space before that is cut off. */
const KINDS: readonly (readonly [what: string, pattern: RegExp, isHistory: boolean])[] = [
  ["a trace for Perfetto or chrome://tracing", /^(?:\{[^]*"traceEvents"\s*:|\[\s*\{[^}]*"ph"\s*:)/, false],
  ["OpenTelemetry traces", /^\{[^]*"resourceSpans"\s*:/, false],
  ["a ShiViz log", /^[^\n]*\(\?<(?:event|host|clock)>/, false],
  [
    "a Jepsen history",
    /^(?:;[^\n]*\n\s*)*(?:[[(]\s*)?(?:#[\w.]+\s*)?\{\s*:(?:process|type|index|f|time|value)\b/,
    true,
  ],
  ["a history in JSON lines", /^(?:\[\s*)?\{[^{}]*"(?:process|type)"\s*:[^{}]*"(?:process|type)"\s*:/, true],
  ["a table of events", new RegExp(`^${CSV_HEADER}\\b`), false],
];

/**
 * The run of a trace that Lightcone exported, or why it cannot be opened again: what kind of file it is, and that a
 * run follows from a scenario and a seed, which traces of others do not have. Undefined for what is no trace at all.
 */
export function readTraceFile(text: string, file: string): Result<SavedRun, InputError[]> | undefined {
  const carried = findCarried(text);
  const head = text.slice(0, HEAD).trimStart();
  const kind = KINDS.find(([, pattern]) => pattern.test(head));
  if (carried !== undefined) return readCarried(carried.json, { file, ...carried.place });
  return kind === undefined ? undefined : err([cannotReopen(kind, file)]);
}

function cannotReopen([what, , isHistory]: (typeof KINDS)[number], file: string): InputError {
  const place = { file, line: 1, column: 1 };
  if (what === "a table of events") {
    const accepted = ["the scenario", "a .run.json file", "an export to Perfetto, ShiViz, OTLP or Jepsen"];
    return {
      ...place,
      problem: "this is a table of events: CSV has no room for what would open the run again",
      accepted,
    };
  }
  const problem = `this is ${what} that Lightcone did not write: a run follows from a scenario and a seed, which it does not have`;
  if (!isHistory)
    return { ...place, problem, accepted: ["a scenario", "a run or a trace that Lightcone exported"] };
  return {
    ...place,
    problem: `${problem}. It can be checked on the command line: lightcone check ${quoted(file)} --model cas-register`,
  };
}

/** The JSON of the saved run that a trace carries, and where it begins. */
function findCarried(text: string): { json: string; place: { line: number; column: number } } | undefined {
  const head = text.slice(0, HEAD);
  const match =
    /^[#; ]*lightcone\.run=(?=\{)|"lightcone\.run"\s*(?::|,\s*"value"\s*:\s*\{\s*"stringValue"\s*:)\s*(?=")/m.exec(
      head,
    );
  if (match === null || !match[0].includes(CARRIED_NAME)) return undefined;
  const start = match.index + match[0].length;
  const before = text.slice(0, start);
  const place = { line: before.split("\n").length, column: start - before.lastIndexOf("\n") };
  const json = text[start] === '"' ? unquoted(text, start) : lineFrom(text, start);
  return { json, place };
}

function lineFrom(text: string, start: number): string {
  const end = text.indexOf("\n", start);
  return text.slice(start, end < 0 ? start + LONGEST_RUN : end);
}

/** The text of a JSON string; what there is of one that is cut off. */
function unquoted(text: string, start: number): string {
  let end = start + 1;
  while (end < text.length && end - start < LONGEST_RUN && text[end] !== '"')
    end += text[end] === "\\" ? 2 : 1;
  const read = readJson(text.slice(start, end + 1), "");
  return read.ok && typeof read.value === "string" ? read.value : text.slice(start, end);
}

function readCarried(
  text: string,
  place: Pick<InputError, "file" | "line" | "column">,
): Result<SavedRun, InputError[]> {
  const json = readJson(text, place.file);
  if (json.ok) return readSavedRun(json.value, () => place);
  return err([{ ...place, problem: `what reopens this run is damaged: ${json.error.problem}` }]);
}

function quoted(file: string): string {
  return /^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`;
}
