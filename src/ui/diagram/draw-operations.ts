import { drawOutcomes } from "./draw-outcomes.ts";
import { operationText, Operations, outcomeAt, type Operation, type Outcome } from "../run/operations.ts";
import type { Lane } from "./lanes.ts";
import { font, seenX, type Scene } from "./scene.ts";

const HEIGHT = 9;
/** So far around a bar is the ring of a witness. */
const RING = 3;
/** More operations than this on a lane are counted by columns of time. */
const MOST_OPERATIONS = 160;
/** One client may have several operations under way: so many are looked at behind one that ended too early. */
const LOOK_BACK = 32;

/** What clients called, as bars: solid when it happened, hollow when it did not, dashed when nobody knows. */
export function drawOperations(scene: Scene): void {
  for (const lane of scene.lanes) {
    if (!lane.isClient) continue;
    const list = scene.data.operations.ofNode(lane.node);
    const end = Operations.countUntil(list, Math.min(scene.seenEvent, scene.data.columns.lastAt(scene.toUs)));
    const first = firstInSight(scene, list, end);
    if (end - first > MOST_OPERATIONS) drawOutcomes(scene, lane);
    else
      for (let index = first; index < end; index++) drawOperation(scene, lane, list[index]!, list[index + 1]);
  }
}

/** Index of the first operation that reaches the window; looked for no further than there is something to draw. */
function firstInSight(scene: Scene, list: readonly Operation[], end: number): number {
  let first = end;
  for (let index = end - 1; index >= 0 && first - index <= LOOK_BACK; index--) {
    if (list[index]!.completeUs >= scene.fromUs) first = index;
    if (end - first > MOST_OPERATIONS) break;
  }
  return first;
}

function drawOperation(scene: Scene, lane: Lane, operation: Operation, next: Operation | undefined): void {
  const { context, plot } = scene;
  const seen = outcomeAt(operation, scene.seenEvent);
  const x0 = Math.max(plot.left, scene.x(operation.invokeUs));
  const x1 = Math.min(seenX(scene), seen === "open" ? Infinity : scene.x(operation.completeUs));
  if (x1 <= x0) return;
  const outcome = drawBar(scene, operation, [x0, x1], lane.y);
  if (scene.witness?.has(operation.index) === true) ringBar(scene, x0, x1, lane.y);
  scene.hits.push({ x: x0, y: lane.y, event: operation.invokeEvent });
  if (seen !== "open") scene.hits.push({ x: x1, y: lane.y, event: operation.completeEvent });
  const free = next === undefined ? plot.right : Math.min(plot.right, scene.x(next.invokeUs));
  const room = free - x0 - 8;
  // Measuring is slow: where no word has room nothing is measured.
  if (scene.isPhone || room < scene.textSize * 3 || !hasRoomForWords(scene, lane)) return;
  context.font = font(scene);
  const text = operationText(operation, outcome);
  if (context.measureText(text).width > room) return;
  context.fillStyle = scene.palette.ink2;
  context.textAlign = "left";
  const away = HEIGHT / 2 + (scene.witness?.has(operation.index) === true ? RING : 0);
  context.fillText(text, x0, lane.isUnder ? lane.y + away + scene.textSize : lane.y - away - 4);
}

/**
 * Up to the playhead a bar shows what is known there, right of it what was seen when that was played; answers with the
 * outcome that its words may tell.
 */
function drawBar(
  scene: Scene,
  operation: Operation,
  [x0, x1]: readonly [number, number],
  y: number,
): Outcome {
  const seen = outcomeAt(operation, scene.seenEvent);
  const now = outcomeAt(operation, scene.event);
  const isAhead = operation.invokeEvent > scene.event;
  const nowX = Math.min(x1, Math.max(x0, scene.x(scene.nowUs)));
  if (now === seen || isAhead) {
    strokeBar(scene, x0, x1, y, seen);
    return seen;
  }
  if (x1 > nowX) strokeBar(scene, nowX, x1, y, seen);
  if (nowX > x0) strokeBar(scene, x0, nowX, y, now);
  return now;
}

/** Words stand between two lanes, or a lane and the edge: they must touch neither the other's bar nor what is outside. */
function hasRoomForWords({ lanes, plot, textSize }: Scene, lane: Lane): boolean {
  const neighbour = lanes[lanes.indexOf(lane) + (lane.isUnder ? 1 : -1)];
  const edge = lane.isUnder ? plot.bottom : plot.top;
  const room =
    neighbour === undefined ? Math.abs(edge - lane.y) : Math.abs(neighbour.y - lane.y) - HEIGHT / 2;
  return room >= textSize + HEIGHT / 2 + 3;
}

function strokeBar(scene: Scene, x0: number, x1: number, y: number, outcome: Outcome): void {
  const { context, palette } = scene;
  const top = y - HEIGHT / 2;
  context.lineWidth = 1;
  context.setLineDash([]);
  if (outcome === "ok") {
    context.fillStyle = palette.ok;
    context.fillRect(x0, top, Math.max(1.5, x1 - x0), HEIGHT);
    if (x1 - x0 > 14)
      mark(scene, x1 - 7, y, palette.paper, [
        [-3, 0],
        [-1, 2],
        [3, -3],
      ]);
    return;
  }
  context.fillStyle = palette.paper;
  context.fillRect(x0, top, x1 - x0, HEIGHT);
  context.strokeStyle = outcome === "fail" ? palette.fail : outcome === "info" ? palette.info : palette.ink;
  if (outcome !== "fail") context.setLineDash([3, 2]);
  context.beginPath();
  context.moveTo(x1, top);
  context.lineTo(x0, top);
  context.lineTo(x0, top + HEIGHT);
  context.lineTo(x1, top + HEIGHT);
  if (outcome === "fail") context.closePath();
  context.stroke();
  context.setLineDash([]);
  if (outcome === "fail" && x1 - x0 > 12) {
    mark(scene, x1 - 7, y, palette.fail, [
      [-2.5, -2.5],
      [2.5, 2.5],
    ]);
    mark(scene, x1 - 7, y, palette.fail, [
      [-2.5, 2.5],
      [2.5, -2.5],
    ]);
  }
  if (outcome === "info" && x1 - x0 > 12) {
    context.fillStyle = palette.info;
    context.font = font(scene, true);
    context.textAlign = "center";
    context.fillText("?", x1 - 7, y + 4);
  }
}

/** Around the bars of a witness: solid, as a violation is. */
function ringBar({ context, palette }: Scene, x0: number, x1: number, y: number): void {
  context.strokeStyle = palette.fault;
  context.lineWidth = 2;
  context.setLineDash([]);
  context.strokeRect(x0 - RING, y - HEIGHT / 2 - RING, Math.max(1.5, x1 - x0) + 2 * RING, HEIGHT + 2 * RING);
}

function mark(
  scene: Scene,
  x: number,
  y: number,
  color: string,
  points: readonly (readonly [number, number])[],
): void {
  const { context } = scene;
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.beginPath();
  points.forEach(([dx, dy], index) =>
    index === 0 ? context.moveTo(x + dx, y + dy) : context.lineTo(x + dx, y + dy),
  );
  context.stroke();
}
