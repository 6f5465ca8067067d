import type { Invariant } from "../../../cluster/index.ts";
import { electionSafety } from "./election-safety.ts";
import { leaderAppendOnly } from "./leader-append-only.ts";
import { leaderCompleteness } from "./leader-completeness.ts";
import { logMatching } from "./log-matching.ts";
import { stateMachineSafety } from "./state-machine-safety.ts";
import { voteDurability } from "./vote-durability.ts";

/** Figure 3's properties in its order, and what Figure 2 asks of the disk. */
export const invariants: readonly Invariant[] = [
  electionSafety,
  leaderAppendOnly,
  logMatching,
  leaderCompleteness,
  stateMachineSafety,
  voteDurability,
];
