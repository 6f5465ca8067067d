import type { ReactNode } from "react";
import { createStore, useStore, type StoreApi } from "zustand";
import { comparedEventAt, sharedEvents, useDifference } from "../state/difference-store.ts";
import { playheadNow, usePlayhead, type Playhead } from "../state/playhead-store.ts";
import { useCompared, useRun, type RunState } from "../state/run-store.ts";
import {
  select,
  selectionNow,
  useSelection,
  type Selection,
  type SelectionState,
} from "../state/selection-store.ts";

/**
 * The run beside the one on the page has stores of its own behind the same hooks: its playhead is the page's, at its own
 * event of that time; its selection is the page's, as far as both runs have what is selected.
 */
const run: StoreApi<RunState> = useCompared;
const playhead = createStore<Playhead>(() => playheadNow());
const selection = createStore<SelectionState>(() => ({ selection: { kind: "none" }, hovered: -1 }));

function followPlayhead(): void {
  const now = playheadNow();
  playhead.setState({
    ...now,
    event: comparedEventAt(now.event, now.timeUs),
    seenEvent: comparedEventAt(now.seenEvent, now.seenUs),
  });
}

/** What both runs have: nodes and links, and the events before they part. */
function isShared(selected: Selection): boolean {
  if (selected.kind === "event") return selected.event < sharedEvents();
  return selected.kind !== "operation";
}

/** Of both selections the other follows: what only this run has is selected here alone. */
let isFollowing = false;

function follow(change: () => void): void {
  if (isFollowing) return;
  isFollowing = true;
  change();
  isFollowing = false;
}

/** Keeps the stores of the other side in step with the page. Answers with what ends it. */
export function followPage(): () => void {
  const stops = [
    usePlayhead.subscribe(followPlayhead),
    useCompared.subscribe(followPlayhead),
    useDifference.subscribe(followPlayhead),
    useSelection.subscribe((now) =>
      follow(() =>
        selection.setState({ selection: isShared(now.selection) ? now.selection : { kind: "none" } }),
      ),
    ),
    selection.subscribe((now, before) =>
      follow(() => {
        if (now.selection !== before.selection)
          select(isShared(now.selection) ? now.selection : { kind: "none" });
      }),
    ),
  ];
  followPlayhead();
  const selected = selectionNow();
  selection.setState({ selection: isShared(selected) ? selected : { kind: "none" } });
  return () => {
    for (const stop of stops) stop();
  };
}

/** True while the reader points at the other run, or has selected what it alone has. */
export function useIsOtherMeant(): boolean {
  return useStore(selection, (state) => state.hovered >= 0 || !isShared(state.selection));
}

/** Everything below is of the other run. */
export function OtherSide({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <useRun.Side value={run}>
      <usePlayhead.Side value={playhead}>
        <useSelection.Side value={selection}>{children}</useSelection.Side>
      </usePlayhead.Side>
    </useRun.Side>
  );
}
