import type { Lane } from "./lanes.ts";
import { seenX, type Scene } from "./scene.ts";
import { timeColumns } from "./time-columns.ts";

const HEIGHT = 9;
/** Operations a pixel at which a bar has its full strength. */
const FULL = 32;

/**
 * A client's operations where they are too many for a bar each: how many ended in each column is the strength of its
 * bar, and their kinds share its height: solid from below what succeeded, over it as hollow stretches what failed and
 * what nobody knows of.
 */
export function drawOutcomes(scene: Scene, lane: Lane): void {
  const outcomes = scene.data.operations.outcomesOf(lane.node);
  if (outcomes === undefined) return;
  const { data, plot } = scene;
  const usPerPx = (scene.toUs - scene.fromUs) / (plot.right - plot.left);
  const { count, bounds, edgesUs } = timeColumns(data.columns, scene, usPerPx);
  const limit = seenX(scene);
  const edges = edgesUs.map((us) => Math.min(limit, Math.max(plot.left, Math.round(scene.x(us)))));
  for (let column = 0; column < count; column++) {
    const [from, end] = [bounds[column]!, bounds[column + 1]!];
    const [x, width] = [edges[column]!, edges[column + 1]! - edges[column]!];
    if (width <= 0) continue;
    const [ok, fail, info] = OUTCOMES.map((outcome) => outcomes.count(outcome, from, end)) as Counts;
    if (ok + fail + info > 0) drawColumn(scene, lane.y, x, width, [ok, fail, info]);
  }
  scene.context.globalAlpha = 1;
}

const OUTCOMES = ["ok", "fail", "info"] as const;
type Counts = [ok: number, fail: number, info: number];

function drawColumn(scene: Scene, y: number, x: number, width: number, [ok, fail, info]: Counts): void {
  const { context, palette } = scene;
  const all = ok + fail + info;
  const strength = 0.35 + 0.65 * Math.min(1, Math.log2(1 + all / width) / Math.log2(1 + FULL));
  // The rare are seen, be they ever so few.
  const heightOf = (part: number): number => (part === 0 ? 0 : Math.max(1.5, (part / all) * HEIGHT));
  const [failHeight, infoHeight] = [heightOf(fail), heightOf(info)];
  const top = y - HEIGHT / 2;
  context.globalAlpha = strength;
  context.fillStyle = palette.info;
  context.fillRect(x, top, width, infoHeight);
  context.fillStyle = palette.fail;
  context.globalAlpha = strength * 0.5;
  context.fillRect(x, top + infoHeight, width, failHeight);
  context.globalAlpha = strength;
  context.fillStyle = palette.ok;
  if (ok > 0) context.fillRect(x, top + infoHeight + failHeight, width, HEIGHT - infoHeight - failHeight);
}
