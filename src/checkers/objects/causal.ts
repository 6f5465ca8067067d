import type { Budget } from "../budget.ts";
import { CausalOrder } from "./causal-order.ts";
import { causalPath } from "./causal-paths.ts";
import { findBlockedCycle } from "./blocked-cycle.ts";
import { NOTHING, type ObservedHistory } from "./observed-history.ts";
import { findThinAir, type Violation } from "./violation.ts";

/**
 * Causal consistency, CC: every read can be explained by some order of its causal past. It is violated exactly by four
 * bad patterns (Bouajjani, Enea, Guerraoui, Hamza, POPL 2017, §5.1):
 *
 * - **CyclicCO**: the causal order has a cycle.
 * - **WriteCOInitRead**: a read finds the initial value though a write to the key is in its causal past.
 * - **ThinAirRead**: a read finds what nobody wrote.
 * - **WriteCORead**: a read finds what w1 wrote, though w2 to the same key comes after w1 and before the read, causally.
 *
 * Of a text that was appended to, every write in it takes w1's part: what is missing in the text must not come
 * after any of it, and its parts must not stand the other way round.
 */
export function findCausalViolation(history: ObservedHistory, budget: Budget): Violation | undefined {
  const thinAir = findThinAir(history);
  if (thinAir !== undefined) return thinAir;
  const order = CausalOrder.of(history, budget);
  return order === undefined ? undefined : findIn(history, order, budget);
}

/** The same, with the causal order at hand. */
export function findIn(history: ObservedHistory, order: CausalOrder, budget: Budget): Violation | undefined {
  if (order.blocked.length > 0) return cyclicOrder(history, order);
  const { layout, reads } = history;
  const checked = new Set<number>();
  for (let read = 0; read < reads.length; read++) {
    const version = reads[read]!;
    if (version === NOTHING) continue;
    const turned = findTurned(history, order, version, checked);
    if (turned !== undefined) return turnedViolation(history, order, read, turned);
    for (const missing of missingWrites(history, order, read)) {
      const after = findBefore(history, order, version, missing);
      if (after !== undefined) return staleViolation(history, order, read, missing, after);
    }
    if (!budget.spend(layout.processes)) return undefined;
  }
  return undefined;
}

/** Of each process its last write to the read's key that is in the read's causal past and not in what it saw. */
export function missingWrites(
  { layout, versions, reads }: ObservedHistory,
  order: CausalOrder,
  read: number,
): number[] {
  const clock = order.clockOf(read);
  const key = layout.key[read]!;
  const own = layout.process[read]!;
  const missing: number[] = [];
  for (let process = 0; process < clock.length; process++) {
    const known = process === own ? layout.position[read]! : clock[process]!;
    if (known === 0) continue;
    const newest = layout.rankWithin(process, key, known);
    const rank = newest < 0 ? -1 : versions.newestMissing(reads[read]!, process, newest);
    if (rank >= 0) missing.push(layout.writesOf(process, key)[rank]!);
  }
  return missing;
}

/** A write of the version that comes causally before a write that it misses; −1 stands for the initial value. */
function findBefore(
  { layout, versions }: ObservedHistory,
  order: CausalOrder,
  version: number,
  missing: number,
): number | undefined {
  if (versions.baseOf(version) < 0) return -1;
  const key = layout.key[missing]!;
  for (const { process, oldest } of versions.spansOf(version)) {
    const write = layout.writesOf(process, key)[oldest]!;
    if (order.reaches(write, missing)) return write;
  }
  return undefined;
}

/** Two writes of a version, the later one of them causally before the earlier. `checked` has versions known to be right. */
function findTurned(
  { layout, versions }: ObservedHistory,
  order: CausalOrder,
  version: number,
  checked: Set<number>,
): readonly [earlier: number, later: number] | undefined {
  for (let at = version; versions.parentOf(at) >= 0 && !checked.has(at); at = versions.parentOf(at)) {
    checked.add(at);
    const later = versions.lastOf(at);
    const before = order.clockOfVersion(versions.parentOf(at));
    if (before === undefined || before[layout.process[later]!]! <= layout.position[later]!) continue;
    const writes = versions.writesOf(versions.parentOf(at));
    return [writes.find((write) => order.reaches(later, write))!, later];
  }
  return undefined;
}

function cyclicOrder(history: ObservedHistory, order: CausalOrder): Violation {
  const cycle = findBlockedCycle(history, order);
  return {
    pattern: "CyclicCO",
    operations: cycle,
    arrows: [],
    explain: (name) =>
      `Each of these saw, directly or through the next, what was written only after it: ${cycle.map(name).join("; ")}. A cause would come after its effect.`,
  };
}

function turnedViolation(
  history: ObservedHistory,
  order: CausalOrder,
  read: number,
  [earlier, later]: readonly [number, number],
): Violation {
  return {
    pattern: "WriteCORead",
    operations: [...causalPath(history, order, later, earlier), read],
    arrows: [{ from: later, to: earlier, kind: "causal" }],
    explain: (name) =>
      `${name(read)} shows ${name(later)} after ${name(earlier)}, but it comes before it: by its process's own order or through what others saw.`,
  };
}

function staleViolation(
  history: ObservedHistory,
  order: CausalOrder,
  read: number,
  missing: number,
  before: number,
): Violation {
  const path = causalPath(history, order, missing, read);
  const knows = (name: (operation: number) => string): string =>
    path.length === 2 ? "" : `, by way of ${path.slice(1, -1).map(name).join(" and ")}`;
  if (before < 0)
    return {
      pattern: "WriteCOInitRead",
      operations: path,
      arrows: [{ from: missing, to: read, kind: "causal" }],
      explain: (name) =>
        `${name(read)} misses ${name(missing)}, which is in its causal past${knows(name)}: what it shows goes on from the initial value without it.`,
    };
  return {
    pattern: "WriteCORead",
    operations: [...new Set([...causalPath(history, order, before, missing), ...path])],
    arrows: [
      { from: before, to: missing, kind: "causal" },
      { from: missing, to: read, kind: "causal" },
    ],
    explain: (name) =>
      `${name(read)} finds what ${name(before)} left, although ${name(missing)} comes after that and before the read causally${knows(name)}.`,
  };
}
