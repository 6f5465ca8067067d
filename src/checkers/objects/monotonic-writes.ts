import type { Budget } from "../budget.ts";
import { Observations, type Observation } from "./observations.ts";
import { findOlder } from "./older.ts";
import type { ObservedHistory } from "./observed-history.ts";
import type { Violation } from "./violation.ts";

/**
 * Monotonic writes (Terry et al., PDIS 1994): when a process wrote w1 and then w2, to any keys, and somebody has read w2, then
 * nothing that is older than w1 (see `findOlder`) is read by him afterwards.
 */
export function findMonotonicWritesViolation(
  history: ObservedHistory,
  budget: Budget,
): Violation | undefined {
  const { layout, reads } = history;
  for (const operations of layout.byProcess) {
    const observations = new Observations(history);
    for (const read of operations) {
      if (reads[read]! < 0) continue;
      for (const observation of observations.all) {
        const { process, write } = observation;
        const before = layout.rankWithin(process, layout.key[read]!, layout.position[write]!);
        const missing = findOlder(history, read, process, before);
        if (missing !== undefined) return toViolation(read, missing, observation);
      }
      observations.add(read);
      if (!budget.spend(1 + observations.size)) return undefined;
    }
  }
  return undefined;
}

function toViolation(read: number, missing: number, { write, read: observer }: Observation): Violation {
  return {
    pattern: "monotonic-writes",
    operations: [missing, write, observer, read],
    arrows: [],
    explain: (name) =>
      `${name(missing)} and then ${name(write)} were made by one process. With ${name(observer)} another has seen the later one, and then has ${name(read)}, which is older than the earlier one.`,
  };
}
