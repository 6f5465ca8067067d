/** What the process answers with; with several files, the worst. */
export const EXIT = { valid: 0, invalid: 1, unknown: 2, input: 3, bug: 4 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The worse of two: a bug, then an input error, then invalid, then unknown. */
export function worse(a: ExitCode, b: ExitCode): ExitCode {
  const order: readonly ExitCode[] = [EXIT.valid, EXIT.unknown, EXIT.invalid, EXIT.input, EXIT.bug];
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

export function exitCodeOf(verdict: "valid" | "invalid" | "unknown"): ExitCode {
  return EXIT[verdict];
}
