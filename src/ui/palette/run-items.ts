import type { RunInfo } from "../../session/index.ts";
import { countText, secondsText } from "../format/time.ts";
import { phaseText } from "../parts/role-look.ts";
import { goToMark } from "../marks/go-to-mark.ts";
import { useMarks } from "../marks/marks-store.ts";
import { MOMENT_KINDS, STORY_KINDS, type Moment, type MomentKind, type Moments } from "../run/moments.ts";
import { Operations, operationText, outcomeAt, type Operation } from "../run/operations.ts";
import { goToEvent } from "../state/go-to.ts";
import { playheadNow } from "../state/playhead-store.ts";
import { pause, seek } from "../state/player.ts";
import { runNow } from "../state/run-store.ts";
import { select } from "../state/selection-store.ts";
import type { PaletteItem } from "./item.ts";
import { placeOf } from "./place.ts";

/** A million of them could not be searched at a key's pace: the newest that were played are, more of what is rare. */
const MOST_OF_A_KIND = 2_000;
const MOST_ORDINARY = 500;

/** The place that the reader typed, if it is one of this run. */
export function placeItems(search: string): PaletteItem[] {
  const place = placeOf(search);
  const { info, data } = runNow();
  if (place === undefined || info === undefined || data === undefined) return [];
  if ("event" in place) {
    if (place.event >= data.columns.length) return [];
    return [go("event", `Event ${countText(place.event)}`, "", () => goToEvent(place.event))];
  }
  if (place.timeUs > info.untilUs) return [];
  const title = `Go to ${secondsText(place.timeUs, 6)} s`;
  return [
    go("time", title, "", () => {
      pause();
      seek(place.timeUs);
    }),
  ];
}

/** Nodes, marks, moments and operations of the run, as far as it was played. */
export function runItems(): PaletteItem[] {
  const { info, data } = runNow();
  if (info === undefined || data === undefined) return [];
  const { event, seenEvent } = playheadNow();
  const nodes = info.nodes.map(({ name }, node) =>
    go("node", name, phaseText(data.nodes.at(node, event)), () => select({ kind: "node", node })),
  );
  const marks = useMarks
    .getState()
    .marks.map((mark) => go("mark", mark.name, secondsText(mark.timeUs), () => goToMark(mark)));
  const moments = MOMENT_KINDS.filter((kind) => kind !== "operation")
    .flatMap((kind) => newest(data.moments, kind, seenEvent))
    .sort((a, b) => b.event - a.event)
    .map((moment) =>
      go("moment", moment.text, secondsText(moment.timeUs), () => goToEvent(moment.event), moment.event),
    );
  return [
    ...nodes,
    ...linkItems(info.nodes),
    ...marks,
    ...moments,
    ...operationItems(data.operations.all, seenEvent),
  ];
}

/** Of a crowd they are chosen at a node. */
const MOST_LINKED = 12;

function linkItems(nodes: RunInfo["nodes"]): PaletteItem[] {
  if (nodes.length > MOST_LINKED) return [];
  return nodes.flatMap(({ name }, from) =>
    nodes
      .slice(from + 1)
      .map((other, index) =>
        go("link", `${name} – ${other.name}`, "", () => select({ kind: "link", from, to: from + 1 + index })),
      ),
  );
}

function newest(moments: Moments, kind: MomentKind, seenEvent: number): Moment[] {
  const end = moments.rankFrom(kind, seenEvent + 1);
  const first = Math.max(0, end - (STORY_KINDS.includes(kind) ? MOST_OF_A_KIND : MOST_ORDINARY));
  return Array.from({ length: end - first }, (_, index) => moments.at(kind, first + index)!);
}

function operationItems(all: readonly Operation[], seenEvent: number): PaletteItem[] {
  const end = Operations.countUntil(all, seenEvent);
  return all
    .slice(Math.max(0, end - MOST_ORDINARY), end)
    .reverse()
    .map((operation) => {
      const outcome = outcomeAt(operation, seenEvent);
      const detail = `${outcome === "open" ? "waits" : outcome}, ${secondsText(operation.invokeUs)}`;
      const { index, invokeEvent } = operation;
      return go(
        "operation",
        operationText(operation, outcome),
        detail,
        () => goToEvent(invokeEvent, { kind: "operation", index }),
        index,
      );
    });
}

function go(kind: string, title: string, detail: string, run: () => void, at?: number): PaletteItem {
  return { id: `${kind} ${at ?? title}`, kind, title, detail, run };
}
