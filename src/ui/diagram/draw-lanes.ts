import { lookOfRole } from "../parts/role-look.ts";
import type { NodePhase } from "../run/node-history.ts";
import type { Lane } from "./lanes.ts";
import { seenX, type Scene } from "./scene.ts";

/** Lanes by role: thick for leaders, hatched for candidates, a thin line for the others, hatched when down. */
export function drawLanes(scene: Scene): void {
  const { context, palette, plot } = scene;
  context.lineWidth = 1;
  context.strokeStyle = palette.hair;
  for (const { y } of scene.lanes) line(context, plot.left, plot.right, y);
  for (const lane of scene.lanes) if (!lane.isClient) drawPhases(scene, lane);
}

function drawPhases(scene: Scene, lane: Lane): void {
  const { nodes } = scene.data;
  const phases = nodes.phases(lane.node);
  const first = Math.max(0, firstIn(phases, scene.fromUs));
  const last = nodes.indexAt(lane.node, scene.seenEvent);
  if (phases.length === 0 || last < 0) {
    drawPhase(scene, lane, undefined, scene.fromUs, scene.seenUs);
    return;
  }
  const begin = phases[first]!;
  if (begin.timeUs > scene.fromUs) drawPhase(scene, lane, undefined, scene.fromUs, begin.timeUs);
  const pixelUs = (scene.toUs - scene.fromUs) / (scene.plot.right - scene.plot.left);
  for (let index = first; index <= last;) {
    const phase = phases[index]!;
    if (phase.timeUs > scene.toUs) break;
    // Of several within a pixel the first stands for them, so that a long run draws no more than a short one.
    const startUs = Math.max(phase.timeUs, scene.fromUs);
    const next = Math.max(index + 1, Math.min(last, firstIn(phases, startUs + pixelUs)));
    const endUs = next <= last ? phases[next]!.timeUs : scene.seenUs;
    drawPhase(scene, lane, phase, phase.timeUs, endUs);
    index = next;
  }
}

function drawPhase(
  scene: Scene,
  lane: Lane,
  phase: NodePhase | undefined,
  fromUs: number,
  toUs: number,
): void {
  const { context } = scene;
  for (const [startUs, endUs, isFaded] of coneParts(scene, lane.node, fromUs, toUs)) {
    const x0 = Math.max(scene.plot.left, scene.x(startUs));
    const x1 = Math.min(seenX(scene), scene.x(endUs));
    if (x1 <= x0) continue;
    context.globalAlpha = isFaded ? scene.palette.fade : 1;
    strokeLane(scene, lane, phase, x0, x1);
  }
  context.globalAlpha = 1;
}

function strokeLane(scene: Scene, lane: Lane, phase: NodePhase | undefined, x0: number, x1: number): void {
  const { context, palette } = scene;
  const { y, height: pitch } = lane;
  const height = Math.min(scene.isPhone ? palette.lane - 1 : palette.lane, pitch * 0.75);
  const box = [x0, y - height / 2, x1 - x0, height] as const;
  const look = lookOfRole(phase?.role ?? "");
  if (phase?.status === "down" || phase?.status === "paused") {
    context.fillStyle = palette.paper;
    context.fillRect(...box);
    context.fillStyle = palette.faultHatch;
    context.fillRect(...box);
    context.lineWidth = 1;
    context.strokeStyle = palette.fault;
    context.setLineDash(phase.status === "paused" ? [3, 3] : []);
    context.strokeRect(...box);
    context.setLineDash([]);
  } else if (look === "leader") {
    context.fillStyle = palette.leader;
    context.fillRect(...box);
  } else if (look === "candidate") {
    context.fillStyle = palette.candidateHatch;
    context.fillRect(...box);
    context.lineWidth = 1;
    context.strokeStyle = palette.candidate;
    context.strokeRect(...box);
  } else {
    context.lineWidth = Math.min(palette.line, pitch * 0.3);
    context.strokeStyle = palette.follower;
    line(context, x0, x1, y);
  }
}

/** A lane's stretch cut where it enters and leaves the light cone of the selection. */
function coneParts(scene: Scene, node: number, fromUs: number, toUs: number): [number, number, boolean][] {
  const { cone, data } = scene;
  if (cone === undefined) return [[fromUs, toUs, false]];
  const past = cone.past[node] ?? -1;
  const future = cone.future[node] ?? Infinity;
  const pastUs = past < 0 ? -Infinity : data.columns.timeUs[past]!;
  const futureUs = future === Infinity || future > scene.seenEvent ? Infinity : data.columns.timeUs[future]!;
  const cuts = [fromUs, clamp(pastUs, fromUs, toUs), clamp(futureUs, fromUs, toUs), toUs] as const;
  return [
    [cuts[0], cuts[1], false],
    [cuts[1], cuts[2], true],
    [cuts[2], cuts[3], false],
  ];
}

/** Index of the phase that is in force at `us`; −1 before the first. */
function firstIn(phases: readonly NodePhase[], us: number): number {
  let low = 0;
  let high = phases.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (phases[middle]!.timeUs <= us) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

function line(context: CanvasRenderingContext2D, x0: number, x1: number, y: number): void {
  context.beginPath();
  context.moveTo(x0, y);
  context.lineTo(x1, y);
  context.stroke();
}
