import type { Density } from "./density.ts";
import type { Scene } from "./scene.ts";

/** How far before its lane a lost message ends, px. */
const BEFORE = 6;
const CROSS = 2.5;

/** Lost messages far out: a cross where one column has some, ticks side by side, as long as they are many, where neighbours have. */
export function drawLosses(scene: Scene, density: Density, edges: Float64Array, share: number): void {
  const { context, palette, lanes } = scene;
  context.globalAlpha = share;
  context.strokeStyle = palette.fault;
  context.lineWidth = 1;
  context.beginPath();
  lanes.forEach((lane, index) => {
    const before = Math.min(BEFORE, pitchAt(scene, index) * 0.4);
    markLosses(scene, density.lostFromAbove, index, edges, lane.y - before);
    markLosses(scene, density.lostFromBelow, index, edges, lane.y + before);
  });
  context.stroke();
}

function markLosses(scene: Scene, lost: Uint32Array, lane: number, edges: Float64Array, y: number): void {
  const { context } = scene;
  const count = edges.length - 1;
  const at = lane * count;
  let lastX = -Infinity;
  for (let column = 0; column < count; column++) {
    if (lost[at + column] === 0) continue;
    const x = (edges[column]! + edges[column + 1]!) / 2;
    const next = nextLoss(lost, at, column + 1, Math.min(count, column + 8));
    const nextX = next < 0 ? Infinity : (edges[next]! + edges[next + 1]!) / 2;
    if (Math.min(x - lastX, nextX - x) > CROSS * 2) cross(context, x, y);
    else {
      const half = Math.min(CROSS, 0.5 + Math.log2(1 + lost[at + column]!) / 2);
      context.moveTo(x, y - half);
      context.lineTo(x, y + half);
    }
    lastX = x;
  }
}

function nextLoss(lost: Uint32Array, at: number, from: number, end: number): number {
  for (let column = from; column < end; column++) if (lost[at + column]! > 0) return column;
  return -1;
}

function cross(context: Scene["context"], x: number, y: number): void {
  context.moveTo(x - CROSS, y - CROSS);
  context.lineTo(x + CROSS, y + CROSS);
  context.moveTo(x + CROSS, y - CROSS);
  context.lineTo(x - CROSS, y + CROSS);
}

function pitchAt(scene: Scene, index: number): number {
  const [lane, next] = [scene.lanes[index]!, scene.lanes[index + 1] ?? scene.lanes[index - 1]];
  return next === undefined ? BEFORE * 3 : Math.abs(next.y - lane.y);
}
