import { useContext, useMemo } from "react";
import type { StoreApi } from "zustand";
import { usePlayhead, type Playhead } from "./playhead-store.ts";
import { useRun, type RunState } from "./run-store.ts";
import { useSelection, type Selection, type SelectionState } from "./selection-store.ts";

/** The stores of one run, for code that reads or listens to them outside of a render. */
export interface Side {
  readonly run: StoreApi<RunState>;
  readonly playhead: StoreApi<Playhead>;
  readonly selection: StoreApi<SelectionState>;
  /** The run on the page, which can be edited; another run stands beside it to be compared. */
  readonly isPage: boolean;
}

/** The stores that the component's hooks read. */
export function useSide(): Side {
  const run = useContext(useRun.Side);
  const playhead = useContext(usePlayhead.Side);
  const selection = useContext(useSelection.Side);
  return useMemo(
    () => ({ run, playhead, selection, isPage: run.setState === useRun.setState }),
    [run, playhead, selection],
  );
}

/** Selects something of this side's run; what both runs have is selected on both. */
export function selectOn({ selection: store }: Side, selection: Selection): void {
  store.setState({ selection });
}

/** What the pointer is on in this side's diagram, or −1. */
export function hoverOn({ selection: store }: Side, event: number): void {
  if (store.getState().hovered !== event) store.setState({ hovered: event });
}
