import type { Family } from "../parts/glyphs.ts";
import { densityOf, type Density } from "./density.ts";
import { drawLosses } from "./draw-losses.ts";
import { countInWindow, seenX, type Scene } from "./scene.ts";
import { timeColumns, type TimeColumns } from "./time-columns.ts";

/** Up to so many records in the window are drawn one by one; from twice as many on they are only counted. */
const EXACT = 1_200;
/** Rare families are drawn over common ones. */
const FAMILIES: readonly Family[] = ["append", "other", "client", "vote", "timer"];
/** Steps of strength: neighbours of one step are one rectangle. */
const STEPS = 10;
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
  const usPerPx = (scene.toUs - scene.fromUs) / (scene.plot.right - scene.plot.left);
  const columns = timeColumns(data.columns, scene, usPerPx);
  const density = densityOf({ classes: data.classes, info, lanes, columns, cone, isHidden });
  const edges = edgesOf(scene, columns);
  for (const family of FAMILIES) drawFlows(scene, density, family, edges, share);
  drawSkylines(scene, density, edges, share);
  drawLosses(scene, density, edges, share);
  scene.context.globalAlpha = 1;
}

/** Pixels of the columns' edges: whole ones, so that neighbours neither overlap nor part. */
function edgesOf(scene: Scene, { edgesUs }: TimeColumns): Float64Array {
  const limit = Math.ceil(seenX(scene));
  return edgesUs.map((us) => Math.min(limit, Math.max(scene.plot.left, Math.round(scene.x(us)))));
}

function drawFlows(scene: Scene, density: Density, family: Family, edges: Float64Array, share: number): void {
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
      let start = 0;
      let step = 0;
      for (let column = 0; column <= count; column++) {
        const width = column < count ? edges[column + 1]! - edges[column]! : 0;
        // A column that the rounding left without a pixel hands over to the next.
        if (column < count && width === 0) continue;
        const here = column < count ? stepOf(counts[gap * count + column]! / width) : 0;
        if (here === step && column < count) continue;
        if (step > 0) {
          context.globalAlpha = strength * weightOf(family, step);
          context.fillRect(edges[start]!, top, edges[column]! - edges[start]!, bottom - top);
        }
        start = column;
        step = here;
      }
    }
  }
}

/** Patterns are mostly holes: they may be stronger. */
function weightOf(family: Family, step: number): number {
  const isSolid = family === "append" || family === "other";
  return (isSolid ? 0.04 : 0.25) + (isSolid ? 0.34 : 0.5) * (step / STEPS);
}

/** On a logarithm: one message in ten pixels is seen, hundreds in one are still told apart. */
function stepOf(perPx: number): number {
  if (perPx <= 0) return 0;
  return Math.max(
    1,
    Math.min(STEPS, Math.ceil((STEPS * Math.log2(1 + perPx * 4)) / Math.log2(1 + FULL * 4))),
  );
}

function drawSkylines(scene: Scene, density: Density, edges: Float64Array, share: number): void {
  const { context, palette, lanes } = scene;
  const count = edges.length - 1;
  context.fillStyle = palette.ink2;
  context.globalAlpha = 0.4 * share;
  lanes.forEach((lane, index) => {
    if (lane.isClient) return;
    const room = Math.min(12, (index === 0 ? lane.y - scene.plot.top : lane.y - lanes[index - 1]!.y) * 0.45);
    const foot = lane.y - Math.min(palette.lane / 2, room / 2);
    context.beginPath();
    for (let column = 0; column < count; column++) {
      const [x0, x1] = [edges[column]!, edges[column + 1]!];
      const events = density.events[index * count + column]!;
      if (x1 <= x0 || events === 0) continue;
      const height = Math.min(1, Math.log2(1 + events / (x1 - x0)) / Math.log2(1 + FULL)) * room;
      context.rect(x0, foot - height, x1 - x0, height);
    }
    context.fill();
  });
}
