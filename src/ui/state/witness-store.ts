import { create } from "zustand";
import type { RunData } from "../run/run-data.ts";
import { runNow } from "./run-store.ts";

/** The operations that the reader came from the map to look at: marked wherever operations are drawn or listed. */
interface ShownWitness {
  readonly data: RunData | undefined;
  readonly operations: ReadonlySet<number>;
}

const none: ReadonlySet<number> = new Set();

export const useShownWitness = create<ShownWitness>(() => ({ data: undefined, operations: none }));

export function showWitness(operations: readonly number[]): void {
  useShownWitness.setState({ data: runNow().data, operations: new Set(operations) });
}

/** Of a run; another run's operations have the same indexes and are none. */
export function witnessIn({ data, operations }: ShownWitness, run: RunData | undefined): ReadonlySet<number> {
  return data === run ? operations : none;
}
