import type { Family } from "./consistency-levels.ts";

/** The names of the levels, the strongest first: all that a document is read with. What they promise stands in `consistency-levels.ts`. */
export const LEVEL_NAMES: Readonly<Record<Family, readonly string[]>> = {
  objects: [
    "linearizable",
    "sequential",
    "causal-memory",
    "causal-convergence",
    "causal",
    "pram",
    "writes-follow-reads",
    "monotonic-reads",
    "monotonic-writes",
    "read-your-writes",
  ],
  transactions: [
    "strict-serializable",
    "serializable",
    "snapshot-isolation",
    "repeatable-read",
    "prefix",
    "causal",
    "read-atomic",
    "read-committed",
    "read-uncommitted",
  ],
};
