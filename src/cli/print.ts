import { formatInputError, type InputError } from "../base/index.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";

/** People's text: to stderr when stdout carries JSON or CSV, else to stdout. */
export function tell(text: string, machineReadable: boolean): void {
  (machineReadable ? process.stderr : process.stdout).write(`${text}\n`);
}

/** One JSON value on one line of stdout. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Prints input errors for people, and as JSON too when asked for; nothing was run. */
export function printInputErrors(errors: readonly InputError[], json: boolean): ExitCode {
  for (const error of errors) process.stderr.write(`${formatInputError(error)}\n`);
  if (json) printJson({ errors });
  return EXIT.input;
}

/** `✓ valid`: a verdict is never told by colour or sign alone. */
export function verdictMark(verdict: "valid" | "invalid" | "unknown"): string {
  return { valid: "✓ valid  ", invalid: "✗ invalid", unknown: "? unknown" }[verdict];
}

/** `12,345` whatever the locale. */
export function thousands(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ",");
}
