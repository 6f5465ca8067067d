import { createStore } from "zustand";
import { comparedEventAt } from "../state/difference-store.ts";
import { playheadNow } from "../state/playhead-store.ts";
import { useCompared } from "../state/run-store.ts";
import type { Side } from "../state/sides.ts";

/** The run on the page, and the one beside it when two are compared, at the page's time. */
export function picturedSides(page: Side): readonly Side[] {
  if (useCompared.getState().info === undefined) return [page];
  const now = playheadNow();
  const there = {
    ...now,
    event: comparedEventAt(now.event, now.timeUs),
    seenEvent: comparedEventAt(now.seenEvent, now.seenUs),
  };
  const other: Side = {
    isPage: false,
    run: useCompared,
    playhead: createStore(() => there),
    selection: createStore(() => ({ selection: { kind: "none" } as const, hovered: -1 })),
  };
  return [page, other];
}

/** `A main, seed 42` of the first of two. */
export function sideNames(sides: readonly Side[]): string[] {
  return sides.map(({ run }, index) => {
    const { info } = run.getState();
    const branch = info?.branches.find(({ id }) => id === info.branch)?.name ?? "";
    return `${index === 0 ? "A" : "B"} ${branch}, seed ${info?.seed ?? ""}`;
  });
}
