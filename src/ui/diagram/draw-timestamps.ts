import { isDrop } from "../run/kinds.ts";
import { densityShare } from "./draw-density.ts";
import type { Lane } from "./lanes.ts";
import { font, type Scene } from "./scene.ts";

/** Events that are looked at for a label. */
const MOST_EVENTS = 600;
/** Space between two labels, px. */
const GAP = 6;
/** From the selected event to its label, px: it is ringed. */
const RING = 13;
/** Time for vectors in one frame, ms: those that are missing come with the next. */
const BUDGET_MS = 6;

/**
 * Logical times over the events, where the window shows few enough and a label does not touch the one before; that of
 * the selected event always.
 */
export function drawTimestamps(scene: Scene): boolean {
  if (scene.timestamps === undefined) return true;
  scene.context.font = font(scene);
  scene.context.textAlign = "left";
  const selected = drawSelected(scene);
  return densityShare(scene) > 0 || drawOthers(scene, selected);
}

/** Where the selected event's label is. */
interface Taken {
  readonly node: number;
  readonly from: number;
  readonly to: number;
}

function drawSelected(scene: Scene): Taken | undefined {
  const { selected, data, plot } = scene;
  const atUs = data.columns.timeUs[selected];
  if (selected < 0 || atUs === undefined || atUs < scene.fromUs || atUs > scene.toUs) return undefined;
  const lane = laneOf(scene, selected);
  const text = timestampText(scene, selected);
  if (lane === undefined || text === "") return undefined;
  const { width } = scene.context.measureText(text);
  const at = scene.x(atUs);
  const from = at + RING + width < plot.right ? at + RING : Math.max(plot.left, at - RING - width);
  putLabel(scene, text, [from, width], lane.y - 5, true);
  return { node: lane.node, from, to: from + width };
}

function drawOthers(scene: Scene, selected: Taken | undefined): boolean {
  const { data, plot } = scene;
  const { columns } = data;
  const first = columns.lastAt(scene.fromUs - 1) + 1;
  const last = Math.min(scene.seenEvent, columns.lastAt(scene.toUs));
  if (last - first > MOST_EVENTS) return true;
  const ends = new Map<number, number>();
  const endMs = performance.now() + BUDGET_MS;
  for (let event = first; event <= last; event++) {
    const lane = laneOf(scene, event);
    const from = scene.x(columns.timeUs[event]!) + 5;
    if (event === scene.selected || lane === undefined) continue;
    if (from < (ends.get(lane.node) ?? plot.left) + GAP) continue;
    if (performance.now() > endMs) return false;
    const text = timestampText(scene, event);
    const { width } = scene.context.measureText(text);
    const isTaken =
      selected?.node === lane.node && from < selected.to + GAP && from + width > selected.from - GAP;
    if (text === "" || isTaken || from + width > plot.right) continue;
    ends.set(lane.node, from + width);
    putLabel(scene, text, [from, width], lane.y - 5, false);
  }
  return true;
}

/** The lane on which an event has a label, if any. */
function laneOf(scene: Scene, event: number): Lane | undefined {
  const { columns } = scene.data;
  const lane = scene.laneOf[columns.node[event]!];
  return isDrop(columns.kind[event]!) || lane === undefined || lane.height < scene.textSize
    ? undefined
    : lane;
}

/** Figures are read one by one: no band and no line goes through them. */
function putLabel(
  { context, palette, textSize }: Scene,
  text: string,
  [x, width]: readonly [number, number],
  y: number,
  isSelected: boolean,
): void {
  context.fillStyle = palette.paper;
  context.fillRect(x - 2, y - textSize + 1, width + 4, textSize + 2);
  context.fillStyle = isSelected ? palette.accent : palette.ink2;
  context.fillText(text, x, y);
}

function timestampText({ timestamps }: Scene, event: number): string {
  if (timestamps === undefined) return "";
  const { kind, times } = timestamps;
  if (kind === "vector") return times.vector(event)?.join(" ") ?? "";
  const lamport = times.lamport(event);
  return lamport === 0 ? "" : String(lamport);
}
