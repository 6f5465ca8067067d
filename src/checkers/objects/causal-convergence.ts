import type { Budget } from "../budget.ts";
import { CausalOrder } from "./causal-order.ts";
import { causalPath } from "./causal-paths.ts";
import { findIn, missingWrites } from "./causal.ts";
import { Graph, PROCESS_ORDER, READS_FROM, type Step } from "./graph.ts";
import type { ObservedHistory } from "./observed-history.ts";
import { findThinAir, type Violation } from "./violation.ts";

/**
 * Causal convergence, CCv: one order of all writes, the same for everybody, explains every read by the last write of its causal
 * past. Beyond what CC forbids it is violated exactly by **CyclicCF**: a cycle of the causal order and of conflicts, where w1
 * conflicts into w2 when a read saw w2 and had w1 to the same key in its causal past (Bouajjani et al., POPL 2017, §5.2).
 *
 * Of a text that was appended to, what a read misses comes before the text's base, and its parts come in their order.
 */
export function findConvergenceViolation(history: ObservedHistory, budget: Budget): Violation | undefined {
  const thinAir = findThinAir(history);
  if (thinAir !== undefined) return thinAir;
  const order = CausalOrder.of(history, budget);
  if (order === undefined) return undefined;
  const weaker = findIn(history, order, budget);
  if (weaker !== undefined || budget.exceeded !== undefined) return weaker;
  const graph = new Graph(history);
  if (!addEdges(graph, history, order, budget)) return undefined;
  const { cyclic } = graph.sort();
  if (cyclic.length === 0) return undefined;
  return toViolation(history, order, graph.findShortestCycle(cyclic, budget.aside(MOST_STEPS)));
}

/** Looking for a shorter cycle is worth no more. */
const MOST_STEPS = 2_000_000;

/** A conflict's label is the read that shows it. False when a budget has run out. */
function addEdges(graph: Graph, history: ObservedHistory, order: CausalOrder, budget: Budget): boolean {
  const { layout, versions, reads } = history;
  const added = new Set<number>();
  for (let read = 0; read < reads.length; read++) {
    const version = reads[read]!;
    if (version < 0 || versions.lastOf(version) < 0) continue;
    graph.add(versions.lastOf(version), read, READS_FROM);
    for (let at = version; versions.parentOf(at) >= 0 && !added.has(at); at = versions.parentOf(at)) {
      added.add(at);
      const before = versions.lastOf(versions.parentOf(at));
      if (before >= 0) graph.add(before, versions.lastOf(at), read);
    }
    const base = versions.baseOf(version);
    if (base < 0) continue;
    for (const missing of missingWrites(history, order, read)) {
      if (!order.reaches(missing, base)) graph.add(missing, base, read);
    }
    if (!budget.spend(layout.processes)) return false;
  }
  return true;
}

function toViolation(history: ObservedHistory, order: CausalOrder, cycle: readonly Step[]): Violation {
  const conflicts = cycle.filter(({ label }) => label !== PROCESS_ORDER && label !== READS_FROM);
  const operations = new Set(cycle.flatMap(({ from, to }) => [from, to]));
  for (const { from, to, label } of conflicts) {
    for (const one of causalPath(history, order, from, label)) operations.add(one);
    operations.add(label).add(to);
  }
  return {
    pattern: "CyclicCF",
    operations: Array.from(operations),
    arrows: conflicts.map(({ from, to }) => ({ from, to, kind: "write order" })),
    explain: (name) =>
      `${conflicts.map(({ from, to, label }) => `${name(label)} wants ${name(from)} ordered before ${name(to)}`).join(", and ")}. With the causal order that is a circle: no one order of the writes serves every reader.`,
  };
}
