import type { Family } from "../parts/glyphs.ts";
import { densityNow } from "./density-now.ts";
import type { Density } from "./density.ts";
import { drawLosses } from "./draw-losses.ts";
import { drawRuns, stepOf } from "./runs.ts";
import { columnUs, countInWindow, seenX, type Scene } from "./scene.ts";
import { timeColumns, type TimeColumns } from "./time-columns.ts";

/** Up to so many records in the window are drawn one by one; from twice as many on they are only counted. */
const EXACT = 800;
/** Rare families are drawn over common ones. */
const FAMILIES: readonly Family[] = ["append", "other", "client", "vote", "timer"];
/** Steps of strength: neighbours of one step are one rectangle. */
const STEPS = 8;
/** Messages a pixel at which a flow has its full strength. */
const FULL = 256;

/** How much of the drawing is counts and how much lines, 0 … 1: they change over while the reader zooms. */
export function densityShare(scene: Scene): number {
  return Math.min(1, Math.max(0, (countInWindow(scene) - EXACT) / EXACT));
}

/**
 * Far out: what flows between the lanes as shades, as if every message were a thin upright line; how much happens
 * on a lane as a skyline over it; what is lost as crosses. All are counts of what was played, none is an estimate.
 */
export function drawDensity(scene: Scene): void {
  const share = densityShare(scene);
  if (share === 0) return;
  const { data, info, lanes, cone, isHidden } = scene;
  const columns = timeColumns(data.columns, scene, columnUs(scene));
  const query = { classes: data.classes, info, lanes, columns, cone, isHidden };
  const density = densityNow(data, query, scene.seenEvent);
  const edges = edgesOf(scene, columns);
  const all = { density, edges, widthPx: widthPxOf(scene, columns), share };
  for (const family of FAMILIES) drawFlows(scene, all, family);
  drawSkylines(scene, all);
  drawLosses(scene, density, edges, share);
  scene.context.globalAlpha = 1;
}

/** Pixels of the columns' edges: whole ones, so that neighbours neither overlap nor part. */
export function edgesOf(scene: Scene, { edgesUs }: TimeColumns): Float64Array {
  const limit = Math.ceil(seenX(scene));
  return edgesUs.map((us) => Math.min(limit, Math.max(scene.plot.left, Math.round(scene.x(us)))));
}

/** How wide a column is drawn, not rounded: counts become rates by it. */
export function widthPxOf({ x }: Scene, { widthUs }: TimeColumns): number {
  return x(widthUs) - x(0);
}

/** One drawing's counts and where they go. */
interface Columns {
  readonly density: Density;
  readonly edges: Float64Array;
  readonly widthPx: number;
  readonly share: number;
}

function drawFlows(scene: Scene, { density, edges, widthPx, share }: Columns, family: Family): void {
  const flow = density.flows.get(family);
  if (flow === undefined) return;
  const { context, palette, lanes } = scene;
  const count = edges.length - 1;
  context.fillStyle = palette.flows[family] ?? palette.ink2;
  for (const [counts, strength] of [
    [flow.faded, share * palette.fade],
    [flow.bright, share],
  ] as const) {
    for (let gap = 0; gap + 1 < lanes.length; gap++) {
      const [top, bottom] = [lanes[gap]!.y, lanes[gap + 1]!.y];
      // One message in ten pixels is seen, hundreds in one are still told apart.
      const lookOf = (column: number): number =>
        stepOf((counts[gap * count + column]! / widthPx) * 4, FULL * 4, STEPS);
      drawRuns(edges, lookOf, (x, width, step) => {
        context.globalAlpha = strength * weightOf(family, step);
        context.fillRect(x, top, width, bottom - top);
      });
    }
  }
}

/** Patterns are mostly holes: they may be stronger. */
function weightOf(family: Family, step: number): number {
  const isSolid = family === "append" || family === "other";
  return (isSolid ? 0.04 : 0.25) + (isSolid ? 0.34 : 0.5) * (step / STEPS);
}

function drawSkylines(scene: Scene, { density, edges, widthPx, share }: Columns): void {
  const { context, palette, lanes } = scene;
  const count = edges.length - 1;
  context.fillStyle = palette.ink2;
  context.globalAlpha = 0.4 * share;
  lanes.forEach((lane, index) => {
    if (lane.isClient) return;
    const room = Math.min(12, (index === 0 ? lane.y - scene.plot.top : lane.y - lanes[index - 1]!.y) * 0.45);
    const foot = Math.round(lane.y - Math.min(palette.lane / 2, room / 2));
    const heightOf = (column: number): number =>
      stepOf(density.events[index * count + column]! / widthPx, FULL, Math.floor(room));
    drawRuns(edges, heightOf, (x, width, height) => context.fillRect(x, foot - height, width, height));
  });
}
