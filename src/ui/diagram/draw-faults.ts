import { isInstant, type FaultSpan } from "../run/fault-spans.ts";
import { wallHeights } from "./lanes.ts";
import { seenX, type Scene } from "./scene.ts";

const WALL = 10;
/** More faults than this would be a fence of lines: then each has a mark at the upper edge. */
const MOST_LINES = 16;

/** Faults that the lane itself shows: its node is down or paused. */
const STOPS: readonly string[] = ["crash", "pause"];
const BAND = 4;

/**
 * Partitions are walls between lanes; what slows, loses or cuts is a band over the lanes of the nodes it names,
 * or along the upper edge when it names none; and every fault is a dashed line where it begins.
 */
export function drawFaults(scene: Scene): void {
  const spans = visibleFaults(scene);
  const isCrowded = spans.length > MOST_LINES;
  let lastX = -Infinity;
  for (const span of spans) {
    const x = scene.x(span.startUs);
    if (span.groups !== undefined) drawWalls(scene, span);
    else if (!isInstant(span) && !STOPS.includes(span.kind)) drawBand(scene, span);
    if (x < scene.plot.left || x > scene.plot.right || x - lastX < 1) continue;
    drawStart(scene, x, span.kind, isCrowded);
    lastX = x;
  }
}

/** Faults that were played and touch the window. Instant ones only where they are. */
export function visibleFaults(scene: Scene): FaultSpan[] {
  return scene.data.faults.spans.filter(
    (span) =>
      span.event <= scene.seenEvent && span.startUs <= scene.toUs && endOf(scene, span) >= scene.fromUs,
  );
}

function drawWalls(scene: Scene, span: FaultSpan): void {
  const { context, palette, plot } = scene;
  const x0 = Math.max(plot.left, scene.x(span.startUs));
  const x1 = Math.min(seenX(scene), scene.x(endOf(scene, span)));
  if (x1 <= x0) return;
  for (const y of wallHeights(scene.lanes, span.groups ?? [])) {
    const top = Math.round(y - WALL / 2);
    context.globalAlpha = 0.55;
    context.fillStyle = palette.faultHatch;
    context.fillRect(x0, top, x1 - x0, WALL);
    context.globalAlpha = 1;
    context.fillStyle = palette.fault;
    context.fillRect(x0, top, x1 - x0, 1);
    context.fillRect(x0, top + WALL - 1, x1 - x0, 1);
  }
}

function drawBand(scene: Scene, span: FaultSpan): void {
  const { context, palette, plot } = scene;
  const x0 = Math.max(plot.left, scene.x(span.startUs));
  const x1 = Math.min(seenX(scene), scene.x(endOf(scene, span)));
  if (x1 <= x0) return;
  const tops =
    span.nodes.length === 0
      ? [plot.top]
      : span.nodes.flatMap((node) => {
          const lane = scene.laneOf[node];
          return lane === undefined ? [] : [lane.y - Math.min(palette.lane, lane.height) / 2 - BAND - 1];
        });
  for (const top of tops) {
    context.fillStyle = palette.faultHatch;
    context.fillRect(x0, top, x1 - x0, BAND);
    context.fillStyle = palette.fault;
    context.fillRect(x0, top, x1 - x0, 1);
  }
}

function drawStart(scene: Scene, x: number, kind: string, isCrowded: boolean): void {
  const { context, palette, plot } = scene;
  context.strokeStyle = kind === "operation" ? palette.ink3 : palette.fault;
  context.lineWidth = 1;
  context.setLineDash(isCrowded ? [] : [3, 3]);
  context.beginPath();
  context.moveTo(Math.round(x) + 0.5, plot.top - (isCrowded ? 3 : 0));
  context.lineTo(Math.round(x) + 0.5, isCrowded ? plot.top + 3 : plot.bottom);
  context.stroke();
  context.setLineDash([]);
}

function endOf(scene: Scene, span: FaultSpan): number {
  if (isInstant(span)) return span.startUs;
  return span.endEvent !== undefined && span.endEvent <= scene.seenEvent ? span.endUs! : scene.seenUs;
}
