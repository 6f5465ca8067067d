import type { Budget } from "../budget.ts";
import { Observations, type Observation } from "./observations.ts";
import { findOlder } from "./older.ts";
import type { ObservedHistory } from "./observed-history.ts";
import type { Violation } from "./violation.ts";

/**
 * Monotonic writes (Terry et al., PDIS 1994): when a process wrote w1 and then w2, to any keys, and somebody has read w2, then
 * nothing that is older than w1 (see `findOlder`) is read by him afterwards; nor, where w2 is to the key of w1, w1 without w2.
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
        const earlier = findEarlier(history, read, observation);
        if (earlier !== undefined) return toOverwritten(read, earlier, observation);
      }
      observations.add(read);
      if (!budget.spend(1 + observations.size)) return undefined;
    }
  }
  return undefined;
}

/** A write before the one that was observed, to the same key, that the reader saw without the observed one. */
function findEarlier(
  history: ObservedHistory,
  read: number,
  { process, write }: Observation,
): number | undefined {
  const { layout, versions, reads } = history;
  if (layout.key[read] !== layout.key[write] || versions.holds(reads[read]!, write)) return undefined;
  const span = versions.spansOf(reads[read]!).find((one) => one.process === process);
  if (span === undefined || span.oldest > layout.rank[write]!) return undefined;
  return layout.writesOf(process, layout.key[read]!)[span.oldest];
}

function toOverwritten(read: number, earlier: number, { write, read: observer }: Observation): Violation {
  return {
    pattern: "monotonic-writes",
    operations: [earlier, write, observer, read],
    arrows: [],
    explain: (name) =>
      `${name(earlier)} and then ${name(write)} were made by one process. With ${name(observer)} the later one was seen, and the same reader then has ${name(read)}, the earlier one without it.`,
  };
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
