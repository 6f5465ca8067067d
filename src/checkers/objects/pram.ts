import type { Budget } from "../budget.ts";
import { NOTHING, type ObservedHistory } from "./observed-history.ts";
import { Saturation } from "./saturation.ts";
import { findThinAir, type Violation } from "./violation.ts";

/**
 * PRAM (Lipton & Sandberg 1988): each process has an order of all writes and its own reads that keeps every process's order and
 * explains its reads. Decided as causal memory is, but from process order alone: what others have read counts for nothing.
 */
export function findPramViolation(history: ObservedHistory, budget: Budget): Violation | undefined {
  const thinAir = findThinAir(history);
  if (thinAir !== undefined) return thinAir;
  const { operations, processes, byProcess } = history.layout;
  if (!budget.hold(4 * operations.length * processes)) return undefined;
  for (const own of byProcess) {
    const readers = own.filter((operation) => history.reads[operation] !== NOTHING);
    if (readers.length === 0) continue;
    if (!budget.spend(operations.length)) return undefined;
    const saturation = new Saturation(history, budget);
    for (const reader of readers) saturation.addReadsFrom(reader);
    const violation = saturation.grow(readers, { cyclic: "CyclicPRAM", initial: "WritePRAMInitRead" });
    if (violation !== undefined) return violation;
  }
  return undefined;
}
