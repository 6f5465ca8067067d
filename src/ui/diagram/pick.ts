import { isDrop } from "../run/kinds.ts";
import { densityShare } from "./draw-density.ts";
import type { Lane } from "./lanes.ts";
import { hitAt, type Scene } from "./scene.ts";

/** From here on lanes are so thin that the pointer is always on one, px. */
const LANE_REACH = 14;

/**
 * The event that a point means: the one drawn there, or far out, where none is drawn by itself, the one of the lane
 * that is nearest in time. −1 when there is none within `reach` px.
 */
export function pickEvent(scene: Scene, x: number, y: number, reach: number): number {
  const hit = hitAt(scene.hits, x, y, reach);
  if (hit >= 0 || densityShare(scene) < 0.5) return hit;
  const lane = pickLane(scene, y);
  if (lane === undefined || x < scene.plot.left || x > scene.plot.right) return -1;
  const { data, seenEvent } = scene;
  const at = Math.min(seenEvent, data.columns.lastAt(scene.x.invert(x)));
  const near = [data.lanes.previous(lane.node, at + 1), data.lanes.next(lane.node, at)].filter(
    (event) => event >= 0 && event <= seenEvent && isPickable(scene, event),
  );
  const far = (event: number): number => Math.abs(scene.x(data.columns.timeUs[event]!) - x);
  return near.filter((event) => far(event) <= reach).sort((a, b) => far(a) - far(b))[0] ?? -1;
}

function isPickable({ data, isHidden }: Scene, event: number): boolean {
  return !isDrop(data.columns.kind[event]!) && isHidden?.[data.columns.tag[event]!] !== true;
}

/** The lane at a height, if one is near. */
export function pickLane(scene: Scene, y: number): Lane | undefined {
  let best: Lane | undefined;
  for (const lane of scene.lanes) {
    const distance = Math.abs(lane.y - y);
    if (distance <= LANE_REACH && (best === undefined || distance < Math.abs(best.y - y))) best = lane;
  }
  return best;
}
