import type { RunInfo } from "../../session/index.ts";
import type { LinearScale } from "../parts/linear-scale.ts";
import type { LogicalTime } from "../run/logical-time.ts";
import type { LightCone } from "../run/light-cone.ts";
import type { RunData } from "../run/run-data.ts";
import type { Lane } from "./lanes.ts";
import type { Palette } from "./palette.ts";
import type { Search } from "./search.ts";

/** Everything that one drawing of the diagram needs; made anew for each. */
export interface Scene {
  readonly context: CanvasRenderingContext2D;
  readonly palette: Palette;
  readonly info: RunInfo;
  readonly data: RunData;
  readonly lanes: readonly Lane[];
  readonly laneOf: readonly (Lane | undefined)[];
  /** Time to pixels. */
  readonly x: LinearScale;
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly fromUs: number;
  readonly toUs: number;
  /** The playhead, and what was played so far: nothing later is drawn. */
  readonly nowUs: number;
  readonly event: number;
  readonly seenUs: number;
  readonly seenEvent: number;
  readonly selected: number;
  readonly hovered: number;
  readonly cone: LightCone | undefined;
  readonly textSize: number;
  readonly isPhone: boolean;
  /** By tag: true of the messages that the reader does not want to see. */
  readonly isHidden?: readonly boolean[] | undefined;
  /** What the reader looks for: its matches are marked. */
  readonly search?: Search | undefined;
  /** Which logical time is written at the events. */
  readonly timestamps?: { readonly kind: "lamport" | "vector"; readonly times: LogicalTime } | undefined;
  /** Operations, by index, that are a witness which the reader came to look at. */
  readonly witness?: ReadonlySet<number>;
  /** Where another run beside this one parts from it, and by node from when on its lane differs. */
  readonly difference?: { readonly atUs: number; readonly lanesFromUs: readonly number[] } | undefined;
  /** Something is still being worked out: the next frame shows more. */
  readonly isUnfinished?: boolean;
  /** Makes a path that `context` can stroke: where it is no canvas, its maker says how. */
  readonly newPath?: () => Path2D;
  /** Events as they are drawn, for the pointer. */
  readonly hits: Hit[];
}

export interface Hit {
  readonly x: number;
  readonly y: number;
  readonly event: number;
}

/** Records that were played and lie in the window. */
export function countInWindow({ data, fromUs, toUs, seenEvent }: Scene): number {
  return Math.max(0, Math.min(seenEvent, data.columns.lastAt(toUs)) - data.columns.lastAt(fromUs - 1));
}

/** Looks that one drawing of columns may have in all, lanes × columns: more would take longer than a frame. */
const MOST_LOOKS = 12_000;

/** How much time a column of counts has at least: that of a pixel, of more where the lanes are many. */
export function columnUs({ fromUs, toUs, plot, lanes }: Scene): number {
  const widthPx = plot.right - plot.left;
  return ((toUs - fromUs) / widthPx) * Math.max(1, (lanes.length * widthPx) / MOST_LOOKS);
}

/** Where the drawing of what happened ends, px: at the playhead's furthest point, or the window's end. */
export function seenX(scene: Scene): number {
  return Math.min(scene.plot.right, scene.x(scene.seenUs));
}

/**
 * What the lanes' right ends tell of: the playhead; where that is out of sight the window's right edge, as far as it
 * was played.
 */
export function momentAtEnd({
  data,
  fromUs,
  toUs,
  nowUs,
  event,
  seenUs,
  seenEvent,
}: Pick<Scene, "data" | "fromUs" | "toUs" | "nowUs" | "event" | "seenUs" | "seenEvent">): {
  readonly event: number;
  readonly atUs: number;
  readonly isNow: boolean;
} {
  if (nowUs >= fromUs && nowUs <= toUs) return { event, atUs: nowUs, isNow: true };
  return {
    event: Math.min(seenEvent, data.columns.lastAt(toUs)),
    atUs: Math.min(toUs, seenUs),
    isNow: false,
  };
}

export function font(scene: Scene, isStrong = false): string {
  return `${isStrong ? 600 : 400} ${scene.textSize}px ${scene.palette.sans}`;
}

/** The event nearest to a point, within `reach` pixels; −1 when there is none. */
export function hitAt(hits: readonly Hit[], x: number, y: number, reach = 12): number {
  let best = -1;
  let bestDistance = reach;
  for (const hit of hits) {
    const distance = Math.hypot(hit.x - x, hit.y - y);
    if (distance < bestDistance) {
      best = hit.event;
      bestDistance = distance;
    }
  }
  return best;
}
