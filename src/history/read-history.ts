import { decodeUtf8, err, ok, type InputError, type Result } from "../base/index.ts";
import { checkPairing } from "./check-pairing.ts";
import { withInvocations } from "./completions-only.ts";
import { detectFormat, type HistoryFormat } from "./detect-format.ts";
import { readEdn } from "./edn.ts";
import type { LocatedEntry } from "./entry.ts";
import { hasIndependentKeys, splitIndependentKeys } from "./independent-keys.ts";
import { readJepsenLog } from "./jepsen-log.ts";
import { readJsonLines } from "./json-lines.ts";
import { isInputError, toEntry, type RawEntry } from "./raw-entry.ts";
import { createPlaces, errorAt, SyntaxProblem } from "./source.ts";

export interface ReadHistoryOptions {
  /** Left out: told from the content, and from the file's extension where the content could be two. */
  readonly format?: HistoryFormat;
  /** Whether values are pairs `[key value]` (`jepsen.independent`). Left out: see `hasIndependentKeys`. */
  readonly independent?: boolean;
  /** Files larger than this are refused; left out, 256 MiB. */
  readonly maxBytes?: number;
}

const MAX_BYTES = 256 * 1024 * 1024;
/** So many errors are reported at most. */
const MAX_ERRORS = 20;

const READERS: Readonly<Record<HistoryFormat, (text: string, onEntry: (entry: RawEntry) => void) => void>> = {
  "json-lines": readJsonLines,
  edn: readEdn,
  "jepsen-log": readJepsenLog,
};

/**
 * Reads a history in any of its text formats. Entries of processes that are not numbers (`:nemesis`) are left
 * out; where nothing is left, or there is nothing, the history is empty. The answer is either a history in which every completion has its invocation, or what is wrong and
 * where; never a throw.
 */
export function readHistory(
  source: string | Uint8Array,
  fileName: string,
  options: ReadHistoryOptions = {},
): Result<LocatedEntry[], InputError[]> {
  const text = toText(source, fileName, options.maxBytes ?? MAX_BYTES);
  if (!text.ok) return err([text.error]);
  if (text.value.trim() === "") return ok([]);
  const { entries, errors } = readEntries(
    text.value,
    fileName,
    options.format ?? detectFormat(text.value, fileName),
  );
  if (errors.length > 0) return err(errors);
  const keyed = withKeys(fileName, entries, options.independent);
  if (keyed.errors.length > 0) return err(keyed.errors.slice(0, MAX_ERRORS));
  const paired = withInvocations(keyed.entries);
  const wrong = checkPairing(fileName, paired);
  return wrong.length > 0 ? err(wrong.slice(0, MAX_ERRORS)) : ok(paired);
}

function toText(source: string | Uint8Array, file: string, maxBytes: number): Result<string, InputError> {
  if (source.length > maxBytes) {
    return err(fileError(file, `this file is larger than ${maxBytes} bytes`, `${source.length} bytes`));
  }
  const text = typeof source === "string" ? ok(source.replace(/^\ufeff/, "")) : decode(source, file);
  if (!text.ok) return text;
  const nul = text.value.indexOf("\0");
  if (nul >= 0)
    return err(
      errorAt(createPlaces(file, text.value), nul, "a NUL byte: this is no text", {
        accepted: ["UTF-8 text"],
      }),
    );
  return text;
}

function decode(bytes: Uint8Array, file: string): Result<string, InputError> {
  const text = decodeUtf8(bytes);
  if (text.ok) return text;
  const { line, column, byte } = text.error;
  const found = `byte 0x${byte.toString(16).padStart(2, "0")}`;
  return err({
    file,
    line,
    column,
    problem: `this file is not UTF-8: ${found}`,
    found,
    accepted: ["UTF-8 text"],
  });
}

function readEntries(
  text: string,
  file: string,
  format: HistoryFormat,
): { entries: LocatedEntry[]; errors: InputError[] } {
  const places = createPlaces(file, text);
  const entries: LocatedEntry[] = [];
  const errors: InputError[] = [];
  const onEntry = (raw: RawEntry): void => {
    const entry = toEntry(raw, places);
    if (entry === undefined) return;
    if (!isInputError(entry)) entries.push(entry);
    else if (errors.length < MAX_ERRORS) errors.push(entry);
  };
  try {
    READERS[format](text, onEntry);
  } catch (problem) {
    if (!(problem instanceof SyntaxProblem)) throw problem;
    errors.push(errorAt(places, problem.offset, problem.message, problem.details));
  }
  return { entries, errors };
}

function withKeys(
  file: string,
  entries: LocatedEntry[],
  independent: boolean | undefined,
): { entries: LocatedEntry[]; errors: InputError[] } {
  const split = independent ?? hasIndependentKeys(entries);
  return split ? splitIndependentKeys(file, entries) : { entries, errors: [] };
}

function fileError(file: string, problem: string, found?: string): InputError {
  return {
    file,
    line: 1,
    column: 1,
    problem,
    ...(found === undefined ? {} : { found }),
    accepted: ["JSON lines", "Jepsen EDN", "a Jepsen text log"],
  };
}
