import { nearestName } from "./nearest-name.ts";

/**
 * Something a person gave us that we cannot use. Nothing has been run or written when one is reported.
 * `line` and `column` count from 1; 0 means that the error has no place in a file (a command-line flag).
 */
export interface InputError {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What is wrong, in one sentence without a full stop. */
  readonly problem: string;
  /** What stands there, shortened. */
  readonly found?: string;
  /** What would be accepted: names, or a form such as `150ms`. */
  readonly accepted?: readonly string[];
  /** The accepted name nearest to what was found. */
  readonly nearest?: string;
}

/** An error about a name that is not known: lists the known ones and suggests the nearest. */
export function unknownName(
  place: { file: string; line: number; column: number },
  what: string,
  found: string,
  accepted: readonly string[],
): InputError {
  const nearest = nearestName(found, accepted);
  return {
    ...place,
    problem: `unknown ${what} "${found}"`,
    found,
    accepted,
    ...(nearest === undefined ? {} : { nearest }),
  };
}

/** One error as people read it: `file:line:column: problem`, then what is accepted, then the nearest name. */
export function formatInputError(error: InputError): string {
  const place = error.line > 0 ? `${error.file}:${error.line}:${error.column}` : error.file;
  const lines = [`${place}: ${error.problem}`];
  if (error.found !== undefined && !error.problem.includes(error.found))
    lines.push(`  found: ${error.found}`);
  if (error.nearest !== undefined) lines.push(`  did you mean "${error.nearest}"?`);
  if (error.accepted !== undefined && error.accepted.length > 0)
    lines.push(`  accepted: ${error.accepted.join(", ")}`);
  return lines.join("\n");
}
