import { setBranchList } from "../branches/branch-list-store.ts";
import { setCompareChooser } from "../compare/compare-store.ts";
import { fit, follow, zoomBy } from "../diagram/view.ts";
import { redo, undo } from "../engine/run-controller.ts";
import { beginPartition } from "../inject/partition-store.ts";
import { openMap } from "../map/open-map.ts";
import { markAndSay } from "../marks/mark-here.ts";
import { setShareOpen } from "../share/share-store.ts";
import { setEditing } from "../stage/edit-store.ts";
import { pause, toEnd, toStart } from "../state/player.ts";
import { runNow } from "../state/run-store.ts";
import { select } from "../state/selection-store.ts";
import { setView, useView } from "../state/view-store.ts";
import { toggleDark, toggleProjector } from "../theme/theme-store.ts";
import { playBack, playOn } from "../transport/play-or-ask.ts";
import { stepAndSay, stepMomentAndSay } from "../transport/step-and-say.ts";
import type { PaletteItem } from "./item.ts";

/** What the page can do, with the key that does the same. */
export function commandItems(isPhone: boolean): PaletteItem[] {
  const { info } = runNow();
  const lines: readonly (readonly [title: string, run: () => void, keys?: string])[] = [
    ["Play", playOn, "Space"],
    ["Play backwards", playBack, "J"],
    ["Pause", pause, "Space"],
    ["Next moment", () => stepMomentAndSay(1), "PageDown"],
    ["Last moment", () => stepMomentAndSay(-1), "PageUp"],
    ["Step one event", () => stepAndSay(1), "Right"],
    ["Step back one event", () => stepAndSay(-1), "Left"],
    ["To the start", toStart, "Home"],
    ["To the end of what is computed", toEnd, "End"],
    ["Mark this moment", markAndSay, "M"],
    ...(info?.canUndo === true ? [["Undo the last edit", () => void undo(), "Ctrl+Z"] as const] : []),
    ...(info?.canRedo === true ? [["Redo the edit", () => void redo(), "Ctrl+Shift+Z"] as const] : []),
    ["List of branches", () => setBranchList(true)],
    ["Compare with another run", () => setCompareChooser(true)],
    ["Draw a partition across the stage", () => beginPartition("line")],
    ["Partition: choose the sides", () => beginPartition("list")],
    ["Edit the cluster on the stage", () => setEditing(true)],
    ["Zoom in", () => zoomBy(1.6, isPhone), "W"],
    ["Zoom out", () => zoomBy(1 / 1.6, isPhone), "S"],
    ["Fit: all that was played", fit, "F"],
    ["Follow the playhead", follow, "0"],
    ["Select nothing", () => select({ kind: "none" }), "Esc"],
    ["Show or hide the lesson", () => setView({ isLessonOpen: !useView.getState().isLessonOpen })],
    ["Share and keep this run", () => setShareOpen(true)],
    ["Models: which consistency models this run satisfies", () => openMap()],
    ["Show the verdicts", () => showVerdicts(isPhone)],
    ["Light or dark", toggleDark],
    ["Projector mode on or off", toggleProjector],
    ["Keys, and what is not simulated", () => setView({ isHelpOpen: true }), "?"],
  ];
  return lines.map(([title, run, keys]) => ({
    id: `command ${title}`,
    kind: "command",
    title,
    run,
    ...(keys === undefined ? {} : { detail: keys }),
  }));
}

/** On a phone they are a view; elsewhere they stand beside the stage, perhaps out of sight. */
function showVerdicts(isPhone: boolean): void {
  if (isPhone) setView({ tab: "verdicts" });
  else document.querySelector("#verdicts")?.scrollIntoView({ block: "start" });
}
