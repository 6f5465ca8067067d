import type { InputError } from "../base/index.ts";
import type { LocatedEntry } from "./entry.ts";

/**
 * What is wrong with the order of entries: a completion that no invocation of its process waits for, an
 * invocation while the process still waits, a completion of another operation or key than was invoked.
 */
export function checkPairing(file: string, entries: readonly LocatedEntry[]): InputError[] {
  const errors: InputError[] = [];
  const open = new Map<number, LocatedEntry>();
  for (const entry of entries) {
    const invoke = open.get(entry.process);
    const problem = entry.type === "invoke" ? whyNotInvoke(entry, invoke) : whyNotComplete(entry, invoke);
    if (problem !== undefined) errors.push({ file, line: entry.line, column: entry.column, ...problem });
    if (entry.type === "invoke") open.set(entry.process, entry);
    else open.delete(entry.process);
  }
  return errors;
}

type Problem = Pick<InputError, "problem" | "found" | "accepted">;

function whyNotInvoke(entry: LocatedEntry, open: LocatedEntry | undefined): Problem | undefined {
  if (open === undefined) return undefined;
  return {
    problem: `process ${entry.process} invokes ${entry.f} while its ${open.f} of line ${open.line} is still open`,
    accepted: ["a completion (ok, fail or info) of the earlier operation first"],
  };
}

function whyNotComplete(entry: LocatedEntry, open: LocatedEntry | undefined): Problem | undefined {
  if (open === undefined) {
    return {
      problem: `${entry.type} of ${entry.f} by process ${entry.process}, which has no operation open`,
      accepted: ["an invoke of the same process before it"],
    };
  }
  if (open.f !== entry.f) {
    return {
      problem: `process ${entry.process} completes ${entry.f}, but it invoked ${open.f} in line ${open.line}`,
      found: entry.f,
      accepted: [open.f],
    };
  }
  if (entry.key !== undefined && entry.key !== open.key) {
    return {
      problem: `process ${entry.process} completes ${entry.f} of key ${entry.key}, but it invoked key ${open.key ?? "(none)"} in line ${open.line}`,
      found: entry.key,
      ...(open.key === undefined ? {} : { accepted: [open.key] }),
    };
  }
  return undefined;
}
