import type { Budget } from "../budget.ts";
import { findOlder } from "./older.ts";
import type { ObservedHistory } from "./observed-history.ts";
import type { Violation } from "./violation.ts";

/**
 * Read your writes (Terry et al., PDIS 1994): after its own write w a process never reads a value of that key that is **older**
 * than w (see `findOlder`).
 */
export function findReadYourWritesViolation(history: ObservedHistory, budget: Budget): Violation | undefined {
  const { layout, reads } = history;
  for (let read = 0; read < reads.length; read++) {
    if (reads[read]! < 0) continue;
    const process = layout.process[read]!;
    const newest = layout.rankWithin(process, layout.key[read]!, layout.position[read]!);
    const write = findOlder(history, read, process, newest);
    if (write !== undefined) return toViolation(read, write);
    if (!budget.spend(1)) return undefined;
  }
  return undefined;
}

function toViolation(read: number, write: number): Violation {
  return {
    pattern: "read-your-writes",
    operations: [write, read],
    arrows: [],
    explain: (name) => `After its own ${name(write)} the same process has ${name(read)}, which is older.`,
  };
}
