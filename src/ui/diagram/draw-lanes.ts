import { lookOfRole } from "../parts/role-look.ts";
import type { NodePhase } from "../run/node-history.ts";
import { drawTerms } from "./draw-terms.ts";
import type { Lane } from "./lanes.ts";
import { coneParts, phasesInSight } from "./phases-in-sight.ts";
import { seenX, type Scene } from "./scene.ts";

/** Lanes by role: thick for leaders, hatched for candidates, a thin line for the others, hatched when down. */
export function drawLanes(scene: Scene): void {
  const { context, palette, plot } = scene;
  context.lineWidth = 1;
  context.strokeStyle = palette.hair;
  for (const { y } of scene.lanes) line(context, plot.left, plot.right, y);
  for (const lane of scene.lanes) {
    if (lane.isClient) continue;
    drawTerms(scene, lane);
    drawPhases(scene, lane);
  }
}

function drawPhases(scene: Scene, lane: Lane): void {
  for (const { phase, startUs, endUs } of phasesInSight(scene, lane.node))
    drawPhase(scene, lane, phase, startUs, endUs);
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

function line(context: CanvasRenderingContext2D, x0: number, x1: number, y: number): void {
  context.beginPath();
  context.moveTo(x0, y);
  context.lineTo(x1, y);
  context.stroke();
}
