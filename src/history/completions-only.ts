import type { LocatedEntry } from "./entry.ts";
import { TRANSACTION } from "./transaction.ts";

/**
 * Elle accepts histories of transactions that hold completions only: what each transaction did is known, and not when
 * it began. All of them are taken as invoked before the first completed, each by a process of its own, so that
 * nothing follows from the order of the file: real time and the order of processes are absent. Any other history
 * is answered as it is.
 */
export function withInvocations(entries: LocatedEntry[]): LocatedEntry[] {
  const isBare = entries.every(({ type, f }) => type !== "invoke" && f === TRANSACTION);
  if (!isBare) return entries;
  const completions = entries.map((entry, process) => ({ ...entry, process }));
  const invocations = completions.map((entry) => ({ ...entry, type: "invoke" as const }));
  return [...invocations, ...completions];
}
