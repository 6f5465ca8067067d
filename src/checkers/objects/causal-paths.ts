import type { CausalOrder } from "./causal-order.ts";
import type { ObservedHistory } from "./observed-history.ts";

/**
 * Operations through which `to` knows of `from`, both included: the fewest steps from a write to who saw it that lead there. Steps in
 * process order cost nothing, and only their ends are answered.
 */
export function causalPath(history: ObservedHistory, order: CausalOrder, from: number, to: number): number[] {
  const { layout } = history;
  const next = new Map<number, number>();
  const isNew = (operation: number): boolean => !next.has(operation) && order.reaches(from, operation);
  const entered = [to];
  next.set(to, -1);
  for (let at = 0; at < entered.length; at++) {
    const entry = entered[at]!;
    const own = layout.byProcess[layout.process[entry]!]!;
    for (let position = layout.position[entry]!; position >= 0; position--) {
      const operation = own[position]!;
      if (operation === from) return pathTo(from, entry, next);
      if (operation !== entry) {
        if (!isNew(operation)) break;
        next.set(operation, entry);
      }
      for (const write of writesSeen(history, operation)) {
        if (!isNew(write)) continue;
        next.set(write, operation);
        if (write === from) return pathTo(from, operation, next);
        entered.push(write);
      }
    }
  }
  return [from, to];
}

function pathTo(from: number, before: number, next: ReadonlyMap<number, number>): number[] {
  const path = [from];
  for (let at = before; at >= 0; at = next.get(at)!) if (at !== path.at(-1)) path.push(at);
  return path;
}

/** The writes that an operation saw. */
export function writesSeen({ reads, versions }: ObservedHistory, operation: number): readonly number[] {
  const version = reads[operation]!;
  return version < 0 ? [] : versions.writesOf(version);
}
