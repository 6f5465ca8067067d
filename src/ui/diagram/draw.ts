import { densityShare, drawDensity } from "./draw-density.ts";
import { drawDifference } from "./draw-difference.ts";
import { drawFaults } from "./draw-faults.ts";
import { drawAxis, drawLaneNames, drawMoments } from "./draw-labels.ts";
import { drawLanes } from "./draw-lanes.ts";
import { drawMessages } from "./draw-messages.ts";
import { drawMatches } from "./draw-matches.ts";
import { drawOperations } from "./draw-operations.ts";
import { drawTimestamps } from "./draw-timestamps.ts";
import { font, type Scene } from "./scene.ts";

/**
 * The whole diagram, back to front. Costs in proportion to the pixels, never to the run. False when there is more to
 * come that one frame had no time for: draw again.
 *
 * A picture of it is made by calling this with another context. Of a canvas' context these are used: `clearRect`,
 * `fillRect`, `strokeRect`, `beginPath`, `moveTo`, `lineTo`, `rect`, `arc`, `closePath`, `stroke` and `fill` (both also
 * with a path), `clip`, `save`, `restore`, `fillText`, `measureText`, `setLineDash`, and the properties `fillStyle`,
 * `strokeStyle`, `lineWidth`, `globalAlpha`, `font` and `textAlign`. Paths are made by `scene.newPath`, a `Path2D` when it is left out,
 * and take `moveTo`, `lineTo`, `rect`, `arc`, `closePath`. Fills may be patterns: they come from the palette only.
 */
export function drawDiagram(scene: Scene, width: number, height: number): boolean {
  const { context, plot } = scene;
  context.clearRect(0, 0, width, height);
  drawAxis(scene);
  context.save();
  context.beginPath();
  context.rect(plot.left, 0, plot.right - plot.left + 8, height);
  context.clip();
  drawDensity(scene);
  drawFaults(scene);
  drawLanes(scene);
  drawMessages(scene);
  drawOperations(scene);
  drawDifference(scene);
  drawTimerEvents(scene);
  const isFinished = drawTimestamps(scene);
  drawUnplayed(scene);
  drawMatches(scene);
  drawSelection(scene);
  drawPlayhead(scene);
  context.restore();
  drawLaneNames(scene);
  drawMoments(scene);
  return isFinished && scene.isUnfinished !== true;
}

/** Timers and disks have no line: the selected one still needs a place to be clicked at and ringed. */
function drawTimerEvents(scene: Scene): void {
  if (densityShare(scene) === 1) return;
  const { columns } = scene.data;
  const first = columns.lastAt(scene.fromUs - 1) + 1;
  const last = Math.min(scene.seenEvent, columns.lastAt(scene.toUs));
  for (let record = first; record <= last; record++) {
    const lane = scene.laneOf[columns.node[record]!];
    const isPoint = columns.peer[record] === columns.node[record];
    if (lane !== undefined && isPoint)
      scene.hits.push({ x: scene.x(columns.timeUs[record]!), y: lane.y, event: record });
  }
}

/** What was played but lies after the playhead is there, and steps back. */
function drawUnplayed(scene: Scene): void {
  const { context, palette, plot } = scene;
  const x = Math.max(plot.left, scene.x(scene.nowUs));
  if (x >= plot.right) return;
  context.globalAlpha = 0.45;
  context.fillStyle = palette.paper;
  context.fillRect(x, plot.top, plot.right - x + 8, plot.bottom - plot.top);
  context.globalAlpha = 1;
  drawNotPlayed(scene);
}

/** Where nothing is drawn because nothing was played, it is said. */
function drawNotPlayed(scene: Scene): void {
  const { context, palette, plot } = scene;
  const x = Math.max(plot.left, scene.x(scene.seenUs)) + 12;
  context.font = font(scene);
  if (plot.right - x < context.measureText("not played yet").width + 12) return;
  context.fillStyle = palette.ink3;
  context.textAlign = "left";
  context.fillText("not played yet", x, plot.bottom - 6);
}

function drawSelection(scene: Scene): void {
  ring(scene, scene.hovered, 1.5);
  ring(scene, scene.selected, 2.5);
}

function ring(scene: Scene, event: number, width: number): void {
  const { context, palette, data, plot } = scene;
  if (event < 0 || event >= data.columns.length) return;
  const x = scene.x(data.columns.timeUs[event]!);
  const place = scene.hits.find((hit) => hit.event === event);
  const y = place?.y ?? scene.laneOf[data.columns.node[event]!]?.y;
  if (x < plot.left || x > plot.right || y === undefined) return;
  context.strokeStyle = palette.accent;
  if (width > 2) {
    context.lineWidth = 1;
    context.setLineDash([1, 3]);
    context.beginPath();
    context.moveTo(x, plot.top);
    context.lineTo(x, plot.bottom);
    context.stroke();
    context.setLineDash([]);
  }
  context.lineWidth = width;
  context.beginPath();
  context.arc(place?.x ?? x, y, 9, 0, 2 * Math.PI);
  context.stroke();
}

function drawPlayhead(scene: Scene): void {
  const { context, palette, plot } = scene;
  const x = scene.x(scene.nowUs);
  if (x < plot.left - 1 || x > plot.right + 1) return;
  context.strokeStyle = palette.ink;
  context.lineWidth = palette.line;
  context.beginPath();
  context.moveTo(x, plot.top);
  context.lineTo(x, plot.bottom);
  context.stroke();
}
