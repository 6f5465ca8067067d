import { create } from "zustand";
import type { Family } from "../../checkers/index.ts";
import type { RunData } from "../run/run-data.ts";
import type { Results } from "./verdicts.ts";

/** How one run's history stands under the consistency models, as far as that is known. */
export interface RunLevels {
  /** Entries of the history that were judged; more may have come since. */
  readonly entries: number;
  readonly operations: number;
  readonly family: Family;
  readonly results: Results;
  /** Adya's names of what was found in transactions. */
  readonly anomalies: readonly string[];
  /** `stopped`: the reader did not want to wait. `failed`: the judge could not go on. */
  readonly phase: "judging" | "done" | "stopped" | "failed";
  /** The level that is being judged. */
  readonly judging?: string;
  readonly tookMs: number;
  readonly budgetMs: number;
}

interface LevelsState {
  /** Of which run; another run's levels are not shown. */
  readonly data: RunData | undefined;
  readonly levels: RunLevels | undefined;
}

/** The run that was judged last. Only `judge-run.ts` writes it. */
export const useLevelsStore = create<LevelsState>(() => ({ data: undefined, levels: undefined }));
