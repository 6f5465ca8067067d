import type { Invariant } from "../../../cluster/index.ts";
import { acknowledgedSurvives } from "./acknowledged-survives.ts";
import { logMatching } from "./log-matching.ts";
import { onePrimaryAnEpoch } from "./one-primary-an-epoch.ts";

/** What fencing and majorities promise, and what the log's copies do in every mode. */
export const invariants: readonly Invariant[] = [onePrimaryAnEpoch, logMatching, acknowledgedSurvives];
