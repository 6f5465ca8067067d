import { useEffect } from "react";
import { fit, follow, panBy, zoomBy } from "../diagram/view.ts";
import { redo, undo } from "../engine/run-controller.ts";
import { announce } from "../parts/announcer.tsx";
import { playheadNow } from "../state/playhead-store.ts";
import { pause, seek, toEnd, toStart } from "../state/player.ts";
import { runNow } from "../state/run-store.ts";
import { select, selectionNow } from "../state/selection-store.ts";
import { setView, useView } from "../state/view-store.ts";
import { markAndSay } from "../marks/mark-here.ts";
import { playBack, playOn, playOrPause } from "./play-or-ask.ts";
import { stepAndSay, stepMomentAndSay } from "./step-and-say.ts";

/** Keys that everybody may press where no control wants them. */
const everywhere: Readonly<Record<string, (event: KeyboardEvent) => void>> = {
  " ": playOrPause,
  ArrowLeft: (event) => stepAndSay(-1, event.shiftKey ? selectedNode() : undefined),
  ArrowRight: (event) => stepAndSay(1, event.shiftKey ? selectedNode() : undefined),
  Home: toStart,
  End: toEnd,
  PageUp: () => stepMomentAndSay(-1),
  PageDown: () => stepMomentAndSay(1),
  Escape: () => select({ kind: "none" }),
};

/** Single characters: only with the focus on the timeline or the diagram (WCAG 2.1.4). */
const singles: Readonly<Record<string, (isPhone: boolean) => void>> = {
  j: playBack,
  k: pause,
  l: playOn,
  m: markAndSay,
  w: (isPhone) => zoomBy(1.5, isPhone),
  "+": (isPhone) => zoomBy(1.5, isPhone),
  "=": (isPhone) => zoomBy(1.5, isPhone),
  s: (isPhone) => zoomBy(1 / 1.5, isPhone),
  "-": (isPhone) => zoomBy(1 / 1.5, isPhone),
  "−": (isPhone) => zoomBy(1 / 1.5, isPhone),
  a: (isPhone) => panBy(-0.2, isPhone),
  d: (isPhone) => panBy(0.2, isPhone),
  f: fit,
  0: follow,
  ",": () => nudge(-1),
  ".": () => nudge(1),
  "?": () => setView({ isHelpOpen: true }),
};

export function useKeys(isPhone: boolean): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      if (isPaletteKey(event)) {
        event.preventDefault();
        setView({ isPaletteOpen: true });
        return;
      }
      // On the map nothing plays: it has keys of its own.
      if (useView.getState().models !== undefined) return;
      if (undoOrRedo(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof Element ? event.target : document.body;
      const isTimeline = target.closest("[data-keys]") !== null;
      if (
        !isTimeline &&
        target.closest("button, a, input, select, textarea, [role]:not(main):not([role=group])") !== null
      )
        return;
      const single =
        isTimeline && useView.getState().singleKeys ? singles[event.key.toLowerCase()] : undefined;
      const action = everywhere[event.key] ?? single;
      if (action === undefined) return;
      event.preventDefault();
      if (single === action) single(isPhone);
      else everywhere[event.key]?.(event);
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [isPhone]);
}

/** Ctrl+K, and ⌘K where that is the custom: with a modifier it may act in fields too. */
function isPaletteKey(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key === "k";
}

/** As everywhere; a field of text undoes its own typing. */
function undoOrRedo(event: KeyboardEvent): boolean {
  const key = event.key.toLowerCase();
  const isOurs = event.ctrlKey || event.metaKey;
  if (!isOurs || event.altKey || (key !== "z" && key !== "y")) return false;
  const fields = "input[type=text], input[type=search], textarea, [contenteditable]";
  if (event.target instanceof Element && event.target.closest(fields) !== null) return false;
  const isRedo = key === "y" || event.shiftKey;
  const { info } = runNow();
  event.preventDefault();
  if (isRedo && info?.canRedo === true) void redo().then(() => announce("Done again"));
  if (!isRedo && info?.canUndo === true) void undo().then(() => announce("Taken back"));
  return true;
}

function selectedNode(): number | undefined {
  const selection = selectionNow();
  if (selection.kind === "node") return selection.node;
  if (selection.kind !== "event") return undefined;
  return runNow().data?.columns.node[selection.event];
}

function nudge(direction: 1 | -1): void {
  pause();
  const { spanUs } = useView.getState();
  const usual = (runNow().data?.usualFlightUs ?? 5_000) * 5;
  seek(playheadNow().timeUs + direction * (spanUs > 0 ? spanUs / 10 : usual));
}
