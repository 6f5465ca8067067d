import type { CausalOrder } from "./causal-order.ts";
import { writesSeen } from "./causal-paths.ts";
import type { ObservedHistory } from "./observed-history.ts";

/**
 * The operations of a short cycle of process order and reads-from, given that the order has one: of each process's
 * part its first and last operation. From every blocked operation the fewest steps back to it are looked for.
 */
export function findBlockedCycle(history: ObservedHistory, { blocked }: CausalOrder): number[] {
  const cycles = blocked.map((start) => cycleThrough(history, start)).filter((cycle) => cycle.length > 0);
  return cycles.toSorted((a, b) => a.length - b.length)[0]!;
}

/** Empty when the operation only waits for a cycle and is on none. Goes back in time, from readers to writers. */
function cycleThrough(history: ObservedHistory, start: number): number[] {
  const { layout } = history;
  const cameFrom = new Map<number, readonly [reader: number, entry: number]>();
  const queue: number[] = [start];
  const walked = new Map<number, number>();
  for (let at = 0; at < queue.length; at++) {
    const entry = queue[at]!;
    const process = layout.process[entry]!;
    const own = layout.byProcess[process]!;
    const until = walked.get(process) ?? -1;
    walked.set(process, Math.max(until, layout.position[entry]!));
    for (let position = layout.position[entry]!; position > until; position--) {
      const reader = own[position]!;
      for (const write of writesSeen(history, reader)) {
        if (isSelfOrLater(history, start, write)) return [...collect(reader, entry, cameFrom), write];
        if (cameFrom.has(write)) continue;
        cameFrom.set(write, [reader, entry]);
        queue.push(write);
      }
    }
  }
  return [];
}

/** Is the write `start` itself, or after it in its process? Then the steps so far are a cycle. */
function isSelfOrLater({ layout }: ObservedHistory, start: number, write: number): boolean {
  return (
    layout.process[write] === layout.process[start] && layout.position[write]! >= layout.position[start]!
  );
}

function collect(
  reader: number,
  entry: number,
  cameFrom: ReadonlyMap<number, readonly [reader: number, entry: number]>,
): number[] {
  const operations = new Set([reader, entry]);
  for (let step = cameFrom.get(entry); step !== undefined; step = cameFrom.get(step[1])) {
    operations.add(step[0]);
    operations.add(step[1]);
  }
  return Array.from(operations);
}
