import type { Invariant } from "../../../cluster/index.ts";
import { acknowledgedSurvives } from "./acknowledged-survives.ts";
import { logMatching } from "./log-matching.ts";
import { updatePropagation } from "./update-propagation.ts";

/** The paper's invariant of §3, what it rests on, and what clients have of it. */
export const invariants: readonly Invariant[] = [updatePropagation, logMatching, acknowledgedSurvives];
