import type { Lane } from "./lanes.ts";
import { edgesOf, widthPxOf } from "./draw-density.ts";
import { drawRuns, stepOf } from "./runs.ts";
import { columnUs, type Scene } from "./scene.ts";
import { timeColumns } from "./time-columns.ts";

const HEIGHT = 9;
/** Operations a pixel at which a bar has its full strength. */
const FULL = 32;
const STEPS = 5;
/** More than the pixels of a bar. */
const RADIX = 16;

/**
 * A client's operations where they are too many for a bar each: how many ended in each column is the strength of its
 * bar, and their kinds share its height: solid from below what succeeded, over it as hollow stretches what failed and
 * what nobody knows of.
 */
export function drawOutcomes(scene: Scene, lane: Lane): void {
  const outcomes = scene.data.operations.outcomesOf(lane.node);
  if (outcomes === undefined) return;
  const { data, context } = scene;
  const columns = timeColumns(data.columns, scene, columnUs(scene));
  const { bounds } = columns;
  const widthPx = widthPxOf(scene, columns);
  const lookOf = (column: number): number => {
    const [from, end] = [bounds[column]!, bounds[column + 1]!];
    const [ok, fail, info] = OUTCOMES.map((outcome) => outcomes.count(outcome, from, end)) as Counts;
    return lookOfCounts(ok, fail, info, widthPx);
  };
  drawRuns(edgesOf(scene, columns), lookOf, (x, width, look) => drawBar(scene, lane.y, x, width, look));
  context.globalAlpha = 1;
}

const OUTCOMES = ["ok", "fail", "info"] as const;
type Counts = [ok: number, fail: number, info: number];

/** A bar's look in one number: its strength, and of its nine pixels those that failed and those unknown. */
function lookOfCounts(ok: number, fail: number, info: number, widthPx: number): number {
  const all = ok + fail + info;
  if (all === 0) return 0;
  // The rare are seen, be they ever so few.
  const pixels = (part: number): number => (part === 0 ? 0 : Math.max(1, Math.round((part / all) * HEIGHT)));
  return (stepOf(all / widthPx, FULL, STEPS) * RADIX + Math.min(HEIGHT, pixels(fail))) * RADIX + pixels(info);
}

function drawBar(scene: Scene, y: number, x: number, width: number, look: number): void {
  const { context, palette } = scene;
  const info = look % RADIX;
  const fail = Math.min(HEIGHT - info, Math.floor(look / RADIX) % RADIX);
  const strength = 0.35 + 0.65 * (Math.floor(look / RADIX / RADIX) / STEPS);
  const top = Math.round(y - HEIGHT / 2);
  context.globalAlpha = strength;
  context.fillStyle = palette.info;
  if (info > 0) context.fillRect(x, top, width, info);
  context.fillStyle = palette.ok;
  const ok = HEIGHT - info - fail;
  if (ok > 0) context.fillRect(x, top + info + fail, width, ok);
  context.fillStyle = palette.fail;
  context.globalAlpha = strength * 0.5;
  if (fail > 0) context.fillRect(x, top + info, width, fail);
}
