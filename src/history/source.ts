import type { InputError } from "../base/index.ts";

/** Thrown inside this room's readers at the first thing that cannot be read, and turned into a Result by them. */
export class SyntaxProblem extends Error {
  readonly offset: number;
  readonly details: ProblemDetails;

  constructor(offset: number, problem: string, details: ProblemDetails = {}) {
    super(problem);
    this.offset = offset;
    this.details = details;
  }
}

/** The optional parts of an InputError. */
export type ProblemDetails = Pick<InputError, "found" | "accepted" | "nearest">;

/** Turns an offset in a text into line and column. Quick when asked for growing offsets. */
export interface Places {
  readonly file: string;
  at(offset: number): { line: number; column: number };
}

export function createPlaces(file: string, text: string): Places {
  let line = 1;
  let lineStart = 0;
  return {
    file,
    at(offset) {
      if (offset < lineStart) {
        line = 1;
        lineStart = 0;
      }
      let end = text.indexOf("\n", lineStart);
      while (end >= 0 && end < offset) {
        line++;
        lineStart = end + 1;
        end = text.indexOf("\n", lineStart);
      }
      return { line, column: offset - lineStart + 1 };
    },
  };
}

/** An InputError at an offset of a text. */
export function errorAt(
  places: Places,
  offset: number,
  problem: string,
  details: ProblemDetails = {},
): InputError {
  return { file: places.file, ...places.at(offset), problem, ...details };
}

/** What stands at an offset, up to the end of its word or line, shortened for a message. */
export function excerpt(text: string, offset: number): string {
  const match = /^[^\s,]+/.exec(text.slice(offset, offset + 40));
  return match === null ? text.slice(offset, offset + 1) : match[0];
}
