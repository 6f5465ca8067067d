import type { RunInfo } from "../../session/index.ts";
import { linearScale } from "../parts/linear-scale.ts";
import { coneOf, extendCone, extendPast, type LightCone } from "../run/light-cone.ts";
import type { FaultSpan } from "../run/fault-spans.ts";
import type { RunData } from "../run/run-data.ts";
import { playheadNow, usePlayhead } from "../state/playhead-store.ts";
import { filterNow } from "../state/filter-store.ts";
import { useDifference } from "../state/difference-store.ts";
import { runNow, useCompared } from "../state/run-store.ts";
import type { Side } from "../state/sides.ts";
import { setView, useView } from "../state/view-store.ts";
import { useShownWitness, witnessIn } from "../state/witness-store.ts";
import { layoutLanes } from "./lanes.ts";
import type { Palette } from "./palette.ts";
import type { Scene } from "./scene.ts";
import { timesNow } from "./times-now.ts";
import { searchNow } from "./search-now.ts";
import { defaultSpanUs, panned, SHORTEST_US, windowAt, zoomed, type TimeWindow } from "./time-window.ts";

/** What the diagram shows, from the stores; and how the reader moves it. */

/** Playing takes the window along; a jump out of sight brings it there. */
usePlayhead.subscribe(({ timeUs, isPlaying }, before) => {
  const { isFollowing, fromUs, spanUs } = useView.getState();
  if (isFollowing || timeUs === before.timeUs || spanUs <= 0) return;
  if (timeUs >= fromUs && timeUs <= fromUs + spanUs) return;
  if (isPlaying) setView({ isFollowing: true });
  else setView({ fromUs: Math.max(0, timeUs - spanUs / 2) });
});

export interface Surface {
  readonly context: CanvasRenderingContext2D;
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
  readonly isPhone: boolean;
  readonly textSize: number;
}

export function windowNow(isPhone: boolean): TimeWindow {
  const { spanUs, fromUs, isFollowing } = useView.getState();
  const span = spanUs > 0 ? spanUs : defaultSpanUs(runNow().data?.usualFlightUs ?? 5_000, isPhone);
  return isFollowing ? windowAt(playheadNow().timeUs, span) : { fromUs, toUs: fromUs + span };
}

/**
 * Zooms by `factor` (> 1 shows less) around `atUs`, which leaves the playhead to itself. Left out, it is the playhead
 * as long as it is followed or in sight, and else the middle.
 */
export function zoomBy(factor: number, isPhone: boolean, atUs?: number): void {
  const now = windowNow(isPhone);
  const isFollowing = useView.getState().isFollowing && atUs === undefined;
  const { timeUs } = playheadNow();
  const isInSight = timeUs >= now.fromUs && timeUs <= now.toUs;
  const anchor = atUs ?? (isInSight ? timeUs : (now.fromUs + now.toUs) / 2);
  showWindow(zoomed(now, factor, anchor, longestUs()), isFollowing);
}

export function panBy(shareOrUs: number, isPhone: boolean, isShare = true): void {
  const now = windowNow(isPhone);
  const byUs = isShare ? shareOrUs * (now.toUs - now.fromUs) : shareOrUs;
  showWindow(panned(now, byUs, playheadNow().seenUs));
}

/** Shows a stretch of time, no shorter than can be shown. */
export function showWindow({ fromUs, toUs }: TimeWindow, isFollowing = false): void {
  const spanUs = Math.max(SHORTEST_US, toUs - fromUs);
  setView({ fromUs: Math.max(0, fromUs), spanUs, isFollowing });
}

/** No window is longer than the run. */
export function longestUs(): number {
  return runNow().info?.untilUs ?? 1;
}

/** All that was played so far. */
export function fit(): void {
  showWindow({ fromUs: 0, toUs: Math.max(1_000, playheadNow().seenUs) });
}

/** Back to the usual stretch that ends at the playhead. */
export function follow(): void {
  setView({ isFollowing: true, spanUs: 0 });
}

export function sceneOf(surface: Surface, side: Side): Scene | undefined {
  const { info, data } = side.run.getState();
  if (info === undefined || data === undefined) return undefined;
  const { context, palette, width, height, isPhone, textSize } = surface;
  const { fromUs, toUs } = windowNow(isPhone);
  const playhead = side.playhead.getState();
  const plot = {
    left: isPhone ? 34 : 44,
    right: width - (isPhone ? 84 : textSize > 16 ? 190 : 128),
    top: textSize + 14,
    bottom: height - textSize - 8,
  };
  const filter = filterNow();
  const lanes = layoutLanes(info.nodes, firstPartition(data), plot.top, plot.bottom, filter);
  const laneOf: Scene["laneOf"][number][] = [];
  for (const lane of lanes) laneOf[lane.node] = lane;
  const { selection, hovered } = side.selection.getState();
  const selected = selection.kind === "event" && selection.event < data.columns.length ? selection.event : -1;
  const cone = coneNow(data, info.nodes.length, selected, playhead.seenEvent);
  const found = searchNow(info, data);
  const kind = filter.timestamps;
  const times = kind === "none" ? undefined : timesNow(data, info.nodes.length);
  return {
    context,
    palette,
    info,
    data,
    lanes,
    laneOf,
    x: linearScale([fromUs, toUs], [plot.left, plot.right]),
    plot,
    fromUs,
    toUs,
    nowUs: playhead.timeUs,
    event: playhead.event,
    seenUs: playhead.seenUs,
    seenEvent: Math.min(playhead.seenEvent, data.columns.length - 1),
    selected,
    hovered,
    cone,
    textSize,
    isPhone,
    isHidden: hiddenOf(info, filter.hiddenTags),
    search: found?.search,
    timestamps: kind === "none" || times === undefined ? undefined : { kind, times: times.times },
    witness: witnessIn(useShownWitness.getState(), data),
    difference: differenceNow(),
    isUnfinished:
      (selected >= 0 && cone === undefined) || found?.isComplete === false || times?.isComplete === false,
    hits: [],
  };
}

/** Two runs beside each other have their lanes in one order: the page's run decides. */
function firstPartition(data: RunData): FaultSpan | undefined {
  const isPartition = (span: FaultSpan): boolean => span.groups !== undefined;
  const compared = useCompared.getState().data;
  if (compared === undefined) return data.faults.spans.find(isPartition);
  return (runNow().data ?? data).faults.spans.find(isPartition) ?? compared.faults.spans.find(isPartition);
}

function differenceNow(): Scene["difference"] {
  const { at, lanesFromUs } = useDifference.getState();
  return at === undefined ? undefined : { atUs: at.timeUs, lanesFromUs };
}

/** By tag, what the reader hides; undefined when that is nothing. */
function hiddenOf({ tags }: RunInfo, names: readonly string[]): boolean[] | undefined {
  return names.length === 0 ? undefined : tags.map(({ name }) => names.includes(name));
}

/** Records that a frame can spare the time for while it follows a light cone. */
const MOST_RECORDS = 1_000_000;

const cones = new WeakMap<RunData, LightCone>();

/**
 * The light cone of the selected event up to `seenEvent`; found once and then only followed into the future. Undefined
 * while it is being found, which in a run of many millions takes more than a frame: ask again.
 */
export function coneNow(
  data: RunData,
  nodes: number,
  selected: number,
  seenEvent: number,
): LightCone | undefined {
  if (selected < 0) return undefined;
  const { columns } = data;
  let cone = cones.get(data);
  if (cone?.event === selected) extendPast(cone, columns, MOST_RECORDS);
  else cones.set(data, (cone = coneOf(columns, selected, nodes, MOST_RECORDS)));
  const end = Math.min(seenEvent, columns.length - 1);
  extendCone(cone, columns, Math.min(end, cone.scanned + MOST_RECORDS));
  return cone.reached === 0 && cone.scanned >= end ? cone : undefined;
}
