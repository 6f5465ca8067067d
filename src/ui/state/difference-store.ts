import { create } from "zustand";
import type { Divergence } from "../../session/index.ts";
import { playheadNow } from "./playhead-store.ts";
import { useCompared } from "./run-store.ts";

/** How the run on the page and the one beside it differ, as far as both are computed. */
export interface Difference {
  /** Where they part; undefined while nothing was found to differ. */
  readonly at: Divergence | undefined;
  /** Both are over and are one run. */
  readonly isSame: boolean;
  /** By node, from when on what happens at it differs, µs; Infinity where it does not. */
  readonly lanesFromUs: readonly number[];
  /** Nodes whose state differs at the playhead. */
  readonly nodes: readonly number[];
}

export const noDifference: Difference = { at: undefined, isSame: false, lanesFromUs: [], nodes: [] };

/** Written by `compare/follow-difference.ts` while two runs stand beside each other. */
export const useDifference = create<Difference>(() => noDifference);

/** How many events the two runs share; Infinity while nothing was found to differ. */
export function sharedEvents(): number {
  return useDifference.getState().at?.event ?? Infinity;
}

/** The compared run's event for a moment of the run on the page: the same one as long as the two are one run. */
export function comparedEventAt(event: number, timeUs: number): number {
  const columns = useCompared.getState().data?.columns;
  if (columns === undefined || event < 0) return -1;
  return event < Math.min(sharedEvents(), columns.length) ? event : columns.lastAt(timeUs);
}

/** Where the compared run is at the playhead. */
export function comparedEvent(): number {
  const { event, timeUs } = playheadNow();
  return comparedEventAt(event, timeUs);
}
