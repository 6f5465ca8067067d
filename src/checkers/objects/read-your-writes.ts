import type { Budget } from "../budget.ts";
import { findOlder } from "./older.ts";
import type { ObservedHistory } from "./observed-history.ts";
import type { Violation } from "./violation.ts";

/**
 * Read your writes (Terry et al., PDIS 1994): after its own write w a process never reads a value of that key that is **older**
 * than w (see `findOlder`), nor the one that it had read itself before it wrote w: in its own view w came after that.
 */
export function findReadYourWritesViolation(history: ObservedHistory, budget: Budget): Violation | undefined {
  const { layout, versions, reads } = history;
  for (const operations of layout.byProcess) {
    const firstReads = new Map<number, number>();
    for (const read of operations) {
      if (reads[read]! < 0) continue;
      const violation = findOlderThanOwn(history, read) ?? findReadBefore(history, read, firstReads);
      if (violation !== undefined) return violation;
      const base = versions.baseOf(reads[read]!);
      if (base >= 0 && !firstReads.has(base)) firstReads.set(base, read);
      if (!budget.spend(1)) return undefined;
    }
  }
  return undefined;
}

function findOlderThanOwn(history: ObservedHistory, read: number): Violation | undefined {
  const write = findOlder(history, read, history.layout.process[read]!, newestOwn(history, read));
  if (write === undefined) return undefined;
  return {
    pattern: "read-your-writes",
    operations: [write, read],
    arrows: [],
    explain: (name) => `After its own ${name(write)} the same process has ${name(read)}, which is older.`,
  };
}

/**
 * `firstReads`: of each write that overwrites the process's first read that began with it. What begins with the same write was
 * there before the process wrote; when its own write is missing in it, it is from before that.
 */
function findReadBefore(
  history: ObservedHistory,
  read: number,
  firstReads: ReadonlyMap<number, number>,
): Violation | undefined {
  const { layout, versions, reads } = history;
  const version = reads[read]!;
  const first = firstReads.get(versions.baseOf(version));
  if (first === undefined) return undefined;
  const process = layout.process[read]!;
  const rank = versions.newestMissing(version, process, newestOwn(history, read));
  const write = layout.writesOf(process, layout.key[read]!)[rank];
  // A cas reads before it writes, so it may be both.
  if (write === undefined || layout.position[write]! < layout.position[first]!) return undefined;
  return {
    pattern: "read-your-writes",
    operations: first === write ? [write, read] : [first, write, read],
    arrows: [],
    explain: (name) =>
      first === write
        ? `${name(write)} has overwritten a value, and then the same process has ${name(read)}, the overwritten one.`
        : `After ${name(first)} a process made its own ${name(write)}, and then it has ${name(read)}, which is from before that.`,
  };
}

/** The rank of the process's last write to the key before it read. */
function newestOwn({ layout }: ObservedHistory, read: number): number {
  return layout.rankWithin(layout.process[read]!, layout.key[read]!, layout.position[read]!);
}
