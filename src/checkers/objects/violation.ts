import type { ObservedHistory } from "./observed-history.ts";
import { THIN_AIR } from "./observed-history.ts";
import type { Budget } from "../budget.ts";

/** What is wrong with a history: operations by index, and why one comes before the other beyond what everybody can see. */
export interface Violation {
  /** Its name in the literature. */
  readonly pattern: string;
  /** Operations that by themselves show it; not always the fewest. */
  readonly operations: readonly number[];
  /** Arrows that are neither process order nor reads-from. */
  readonly arrows: readonly Arrow[];
  /** Sentences that say it, given how to name an operation. */
  explain(name: (operation: number) => string): string;
}

export interface Arrow {
  readonly from: number;
  readonly to: number;
  readonly kind: "write order" | "causal";
}

/** Undefined when there is none, or when a budget has run out before one was found: see the budget. */
export type FindViolation = (history: ObservedHistory, budget: Budget) => Violation | undefined;

/** A read of what nobody wrote, at least nothing that may have taken effect. */
export function findThinAir({ reads }: ObservedHistory): Violation | undefined {
  const read = reads.indexOf(THIN_AIR);
  if (read < 0) return undefined;
  return {
    pattern: "ThinAirRead",
    operations: [read],
    arrows: [],
    explain: (name) => `What ${name(read)} found was never written, or only by operations that failed.`,
  };
}
