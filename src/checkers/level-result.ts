import type { Operation } from "../history/index.ts";
import type { BudgetExceeded, BudgetOptions } from "./budget.ts";
import type { Family } from "./consistency-levels.ts";

/** What holding a history against one consistency level comes to. */
export interface LevelResult {
  readonly verdict: "valid" | "invalid" | "unknown";
  /** One paragraph in whole sentences: why. For `valid` what was found, for `unknown` which budget ran out. */
  readonly why: string;
  readonly budget?: BudgetExceeded;
  readonly witness?: LevelWitness;
  /** The weaker level whose violation, or stronger one whose validity, decided it; absent when it was judged itself. */
  readonly follows?: string;
}

/** The evidence that a history violates a level: by themselves these operations violate it too. */
export interface LevelWitness {
  /** The fewest operations found that show it, in order of invocation. */
  readonly operations: readonly Operation[];
  /** Arrows between them, as indexes into `operations`: the cycle or the bad pattern. */
  readonly relations: readonly Relation[];
  /** Its name in the literature: `CyclicCO`, `WriteCORead`, `G-single`, … */
  readonly pattern?: string;
}

/**
 * Why one operation comes before another. `kind` is one of "process order", "reads from", "real time", "write order",
 * "causal", and between transactions "ww", "wr", "rw".
 */
export interface Relation {
  readonly from: number;
  readonly to: number;
  readonly kind: string;
}

/** The verdicts of one history under several levels of its family. */
export interface LevelsReport {
  readonly family: Family;
  /** By name, only the levels that were asked for. */
  readonly results: Readonly<Record<string, LevelResult>>;
  /** Transactions: Adya's names of what was found, e.g. ["G-single", "lost-update"], sorted. */
  readonly anomalies?: readonly string[];
}

/** The budget is for each level; the wish to stop is for all. */
export interface LevelOptions extends BudgetOptions {
  /** What the history is of, for one without operations; otherwise they show it. */
  readonly family?: Family;
  /** Who called, for the words of `why`; `process 3` when it is left out. */
  readonly callerOf?: (operation: Operation) => string;
}

/** Which budget ran out, as the end of a sentence. */
export function describeExceeded({ kind, limit }: BudgetExceeded): string {
  if (kind === "stopped") return "there was no time left";
  return `more than ${limit} ${kind === "memory" ? "bytes of memory" : "steps"} would have been needed`;
}
