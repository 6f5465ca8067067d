import type { Budget } from "../budget.ts";
import { CausalOrder } from "./causal-order.ts";
import { findIn } from "./causal.ts";
import { NOTHING, type ObservedHistory } from "./observed-history.ts";
import { Saturation } from "./saturation.ts";
import { findThinAir, type Violation } from "./violation.ts";

/**
 * Causal memory, CM: for each process one order of its causal past explains all that it has read. Beyond what CC forbids it is
 * violated exactly by **WriteHBInitRead** and **CyclicHB**: the causal order, grown by what a process's own reads tell of the
 * order of writes, has a write before a read of the initial value, or a cycle (Bouajjani et al., POPL 2017, §5.3).
 */
export function findMemoryViolation(history: ObservedHistory, budget: Budget): Violation | undefined {
  const thinAir = findThinAir(history);
  if (thinAir !== undefined) return thinAir;
  const order = CausalOrder.of(history, budget);
  if (order === undefined) return undefined;
  const weaker = findIn(history, order, budget);
  if (weaker !== undefined) return weaker;
  for (const operations of history.layout.byProcess) {
    if (budget.exceeded !== undefined) return undefined;
    const violation = findForProcess(history, order, operations, budget);
    if (violation !== undefined) return violation;
  }
  return undefined;
}

function findForProcess(
  history: ObservedHistory,
  order: CausalOrder,
  own: readonly number[],
  budget: Budget,
): Violation | undefined {
  const readers = own.filter((operation) => history.reads[operation] !== NOTHING);
  const last = readers.at(-1);
  if (last === undefined || !budget.spend(history.reads.length)) return undefined;
  const saturation = new Saturation(history, budget);
  saturation.addPast(last, order);
  for (const reader of readers) saturation.addReadsFrom(reader);
  return saturation.grow(readers, { cyclic: "CyclicHB", initial: "WriteHBInitRead" });
}
