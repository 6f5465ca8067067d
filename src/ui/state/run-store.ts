import { create } from "zustand";
import type { InputError } from "../../base/index.ts";
import type { Frame, Judgement, RunInfo, ScenarioSource } from "../../session/index.ts";
import type { RunData } from "../run/run-data.ts";
import { createSided } from "./sided-store.ts";

/** How it stands with the run on the page. A document that cannot be used leaves the run before it in place. */
export type Phase = "opening" | "ready" | "bug";

/** What ended the engine: a broken assertion of ours, or its worker's death. */
export interface Bug {
  readonly message: string;
  readonly event: number;
}

export interface RunState {
  readonly phase: Phase;
  readonly source: ScenarioSource | undefined;
  readonly info: RunInfo | undefined;
  /** The parameters as the run was opened: what is different now was changed by the reader. */
  readonly openedParams: RunInfo["params"];
  /** Grows in place: read `version` to learn that it did. */
  readonly data: RunData | undefined;
  readonly version: number;
  readonly computedUs: number;
  readonly done: boolean;
  readonly budget: string | undefined;
  readonly fingerprint: string | undefined;
  readonly judgement: Judgement | undefined;
  /** The newest exact state that the engine answered with. */
  readonly frame: Frame | undefined;
  readonly errors: readonly InputError[];
  readonly bug: Bug | undefined;
}

export const emptyRun: RunState = {
  phase: "opening",
  source: undefined,
  info: undefined,
  openedParams: [],
  data: undefined,
  version: 0,
  computedUs: 0,
  done: false,
  budget: undefined,
  fingerprint: undefined,
  judgement: undefined,
  frame: undefined,
  errors: [],
  bug: undefined,
};

/** The run on the page. Only `engine/run-controller.ts` writes it. */
export const useRun = createSided<RunState>(emptyRun);

/** The branch that it is compared with; empty when none is. Written there as well. */
export const useCompared = create<RunState>(() => emptyRun);

export const runNow = (): RunState => useRun.getState();
