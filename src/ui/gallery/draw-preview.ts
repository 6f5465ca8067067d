import { drawDensity } from "../diagram/draw-density.ts";
import { drawFaults } from "../diagram/draw-faults.ts";
import { drawAxis, drawLaneNames } from "../diagram/draw-labels.ts";
import { drawLanes } from "../diagram/draw-lanes.ts";
import { drawMessages } from "../diagram/draw-messages.ts";
import { drawOperations } from "../diagram/draw-operations.ts";
import { layoutLanes } from "../diagram/lanes.ts";
import { paletteFor } from "../diagram/palette.ts";
import type { Scene } from "../diagram/scene.ts";
import { linearScale } from "../parts/linear-scale.ts";
import type { PreviewRun } from "./preview-engine.ts";

/** Below this width words are short, px. */
const NARROW = 560;

interface Surface {
  readonly width: number;
  readonly height: number;
  /** With names, roles and an axis; a small one has marks only. */
  readonly isLarge: boolean;
  /** Names the theme, for its colours. */
  readonly theme: string;
}

/** The diagram's own drawing, once, over a fixed stretch of time. */
export function drawPreview(context: CanvasRenderingContext2D, run: PreviewRun, surface: Surface): void {
  const { width, height, isLarge } = surface;
  const { info, data, fromUs, toUs } = run;
  const isNarrow = width < NARROW;
  const plot = isLarge
    ? { left: isNarrow ? 34 : 44, right: width - (isNarrow ? 84 : 140), top: 20, bottom: height - 24 }
    : { left: 0, right: width, top: 2, bottom: height - 2 };
  const nodes = isLarge ? info.nodes : info.nodes.filter((node) => node.kind === "replica");
  const lanes = layoutLanes(
    nodes,
    data.faults.spans.find((span) => span.groups !== undefined),
    plot.top,
    plot.bottom,
  );
  const laneOf: Scene["laneOf"][number][] = [];
  for (const lane of lanes) laneOf[lane.node] = lane;
  const last = Math.min(data.columns.lastAt(toUs), data.columns.length - 1);
  const palette = paletteFor(context, surface.theme);
  const scene: Scene = {
    context,
    palette: isLarge ? palette : { ...palette, lane: 5, line: 1.1 },
    info,
    data,
    lanes,
    laneOf,
    x: linearScale([fromUs, toUs], [plot.left, plot.right]),
    plot,
    fromUs,
    toUs,
    nowUs: toUs,
    event: last,
    seenUs: toUs,
    seenEvent: last,
    selected: -1,
    hovered: -1,
    cone: undefined,
    textSize: 12,
    isPhone: !isLarge || isNarrow,
    hits: [],
  };
  context.clearRect(0, 0, width, height);
  if (isLarge) drawAxis(scene);
  context.save();
  context.beginPath();
  context.rect(plot.left, 0, plot.right - plot.left, height);
  context.clip();
  drawDensity(scene);
  drawFaults(scene);
  drawLanes(scene);
  drawMessages(scene);
  if (isLarge) drawOperations(scene);
  context.restore();
  if (isLarge) drawLaneNames(scene);
}
