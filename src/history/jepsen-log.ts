import { nearestName } from "../base/index.ts";
import { readLeadingForm } from "./edn.ts";
import { ENTRY_TYPES } from "./entry.ts";
import { createRawEntry, setField, type RawEntry } from "./raw-entry.ts";
import { SyntaxProblem } from "./source.ts";
import { valueText, type Value } from "./value.ts";

/**
 * Jepsen's text log: `INFO  jepsen.util - 0⇥:invoke⇥:read⇥nil`, in columns process, type, f, value and
 * perhaps error. What stands before the logger's name (time, thread, level) does not matter, and Jepsen's
 * `history.txt`, which has the columns alone, is read too. Lines that are plainly other messages of a log are
 * passed over; any other line is an error, so that a damaged operation is never lost in silence.
 */
export function readJepsenLog(text: string, onEntry: (entry: RawEntry) => void): void {
  for (let start = 0; start < text.length;) {
    const feed = text.indexOf("\n", start);
    const end = feed < 0 ? text.length : feed;
    readLine(text.slice(start, end).replace(/\r$/, ""), start, onEntry);
    start = end + 1;
  }
}

const LOGGER = /\bjepsen\.[\w.-]+\s*(?::|-)\s*/;
/** The logger's name is looked for so far into a line; patterns that seek in a line of any length may take for ever. */
const MAX_PREFIX = 400;
const LEVEL = /\b(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\b/;
/** Lines of a Java stack trace, which follow a message. */
const STACK_TRACE =
  /^(?:\s+at\s|\s*Caused by:|\s*\.\.\. \d+ |[\w.$]+(?:Exception|Error)\b|\s*clojure\.lang\.)/;

function readLine(line: string, start: number, onEntry: (entry: RawEntry) => void): void {
  const logger = LOGGER.exec(line.slice(0, MAX_PREFIX));
  const bodyAt = logger === null ? 0 : logger.index + logger[0].length;
  const body = line.slice(bodyAt);
  if (looksLikeOperation(body, logger !== null)) {
    readOperation(line, bodyAt, start, onEntry);
  } else if (!isOtherLine(line, body, logger !== null)) {
    throw new SyntaxProblem(start, "this line is neither an operation nor a message of a log", {
      found: line.length > 60 ? `${line.slice(0, 57)}…` : line,
      accepted: ["INFO  jepsen.util - 0\t:invoke\t:read\tnil"],
    });
  }
}

/** A process, then a column that begins with a colon; or a process alone, when the line was cut off after it. */
function looksLikeOperation(body: string, hasLogger: boolean): boolean {
  if (/^\s*(?:-?\d+|:[\w-]+)\s+:/.test(body)) return true;
  return hasLogger && /^-?\d+(?:\s*$|\t)/.test(body);
}

function isOtherLine(line: string, body: string, hasLogger: boolean): boolean {
  if (line.trim() === "" || STACK_TRACE.test(line)) return true;
  if (/\s:(?:invoke|ok|fail|info)\s+:/.test(line)) return false;
  if (hasLogger) return body.trim() !== "";
  return LEVEL.test(line) && /\s(?:-|:)\s|:\s|\]\s/.test(line);
}

function readOperation(
  line: string,
  bodyAt: number,
  start: number,
  onEntry: (entry: RawEntry) => void,
): void {
  const columns = /^\s*(\S+)(?:\s+(\S+))?(?:\s+(\S+))?(\s+)?/.exec(line.slice(bodyAt))!;
  const entry = createRawEntry(start);
  const process = /^-?\d+$/.test(columns[1]!) ? Number(columns[1]) : columns[1]!;
  setField(entry, "process", process, start + bodyAt);
  if (typeof process === "string") return;
  const typeAt = start + line.indexOf(columns[2] ?? "", bodyAt + columns[1]!.length);
  requireType(columns[2], columns[2] === undefined ? start + line.length : typeAt);
  setField(entry, "type", columns[2]!, typeAt);
  if (columns[3] === undefined) throw missingColumn(start + line.length, "operation's name", ":read");
  setField(entry, "f", columns[3], start + line.indexOf(columns[3], typeAt - start + columns[2]!.length));
  readValue(line, bodyAt + columns[0].length, start, entry);
  onEntry(entry);
}

function requireType(type: string | undefined, offset: number): void {
  const accepted = ENTRY_TYPES.map((name) => `:${name}`);
  if (type === undefined) throw missingColumn(offset, "entry's type", ":invoke");
  if (accepted.includes(type)) return;
  const nearest = nearestName(type, accepted);
  throw new SyntaxProblem(offset, `unknown entry type "${type}"`, {
    found: type,
    accepted,
    ...(nearest === undefined ? {} : { nearest }),
  });
}

/** The value column, and after it the error column. A lone keyword in place of a value is the error. */
function readValue(line: string, at: number, start: number, entry: RawEntry): void {
  if (line.slice(at).trim() === "") throw missingColumn(start + line.length, "value", "nil");
  const first = readForm(line, at, start);
  const rest = line.slice(first.end);
  const type = entry.fields.type;
  if (rest.trim() !== "") {
    const error = readForm(line, first.end, start);
    setField(entry, "value", first.value, start + at);
    setField(entry, "error", errorText(error.value), start + first.end);
  } else if (
    typeof first.value === "string" &&
    first.value.startsWith(":") &&
    (type === ":fail" || type === ":info")
  ) {
    setField(entry, "error", first.value, start + at);
  } else {
    setField(entry, "value", first.value, start + at);
  }
}

function readForm(line: string, at: number, start: number): { value: Value; end: number } {
  try {
    return readLeadingForm(line, at);
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem;
    throw new SyntaxProblem(
      start + problem.offset,
      problem.message.replace("the file ends", "the line ends"),
      problem.details,
    );
  }
}

function errorText(value: Value): string {
  return typeof value === "string" ? value : valueText(value);
}

function missingColumn(offset: number, what: string, example: string): SyntaxProblem {
  return new SyntaxProblem(offset, `this line ends before the ${what}`, {
    accepted: [`0\t:invoke\t:read\tnil`, example],
  });
}
