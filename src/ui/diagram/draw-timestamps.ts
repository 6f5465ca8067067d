import { isDrop } from "../run/kinds.ts";
import { densityShare } from "./draw-density.ts";
import { font, type Scene } from "./scene.ts";

/** Events that are looked at for a label. */
const MOST_EVENTS = 600;
/** Space between two labels, px. */
const GAP = 6;
/** Time for vectors in one frame, ms: those that are missing come with the next. */
const BUDGET_MS = 6;

/** Logical times over the events, where the window shows few enough and a label does not touch the one before. */
export function drawTimestamps(scene: Scene): boolean {
  const { timestamps, data, laneOf, plot } = scene;
  if (timestamps === undefined || densityShare(scene) > 0) return true;
  const { columns } = data;
  const first = columns.lastAt(scene.fromUs - 1) + 1;
  const last = Math.min(scene.seenEvent, columns.lastAt(scene.toUs));
  if (last - first > MOST_EVENTS) return true;
  const ends = new Map<number, number>();
  const endMs = performance.now() + BUDGET_MS;
  scene.context.font = font(scene);
  scene.context.textAlign = "left";
  for (let event = first; event <= last; event++) {
    const lane = laneOf[columns.node[event]!];
    if (lane === undefined || isDrop(columns.kind[event]!) || lane.height < scene.textSize) continue;
    const x = scene.x(columns.timeUs[event]!) + 5;
    if (x < (ends.get(lane.node) ?? plot.left) + GAP) continue;
    if (performance.now() > endMs) return false;
    ends.set(lane.node, putLabel(scene, event, x, lane.y - 5));
  }
  return true;
}

/** Writes a label and says where it ends, px. */
function putLabel(scene: Scene, event: number, x: number, y: number): number {
  const { context, palette, plot, textSize } = scene;
  const text = timestampText(scene, event);
  const { width } = context.measureText(text);
  if (text === "" || x + width > plot.right) return x;
  context.globalAlpha = 0.85;
  context.fillStyle = palette.paper;
  context.fillRect(x - 1, y - textSize + 2, width + 2, textSize);
  context.globalAlpha = 1;
  context.fillStyle = event === scene.selected ? palette.accent : palette.ink2;
  context.fillText(text, x, y);
  return x + width;
}

function timestampText({ timestamps }: Scene, event: number): string {
  if (timestamps === undefined) return "";
  const { kind, times } = timestamps;
  if (kind === "vector") return times.vector(event)?.join(" ") ?? "";
  const lamport = times.lamport(event);
  return lamport === 0 ? "" : String(lamport);
}
