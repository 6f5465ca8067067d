import type { RunInfo } from "../../session/index.ts";
import type { Share } from "./edit-store.ts";
import type { LabelSide, Point, StageInput, StageLayout } from "./stage-layout.ts";

/** Places that somebody chose, between the document's shares and the stage's pixels. Pure geometry. */

type Positions = RunInfo["positions"];

interface Room {
  readonly x0: number;
  readonly y0: number;
  readonly width: number;
  readonly height: number;
}

/** Between a mark and the stage's edge, px. */
const CLEARANCE = 10;

/**
 * The layout with every node where the document wants it. While a partition parts the cluster its groups stand apart, and
 * the places wait until it is lifted.
 */
export function withPositions(
  layout: StageLayout,
  input: StageInput,
  names: readonly string[],
  positions: Positions,
): StageLayout {
  const points = [...layout.points];
  const labelSides = [...layout.labelSides];
  const placed = [...input.replicas, ...input.clients].filter(
    (node) => positions[names[node]!] !== undefined,
  );
  if (placed.length === 0 || layout.columns.length > 1) return layout;
  for (const node of placed) points[node] = toPoint(positions[names[node]!]!, roomOf(node, layout, input));
  for (const node of input.replicas) labelSides[node] = sideOf(node, points, input, layout);
  return { ...layout, points, labelSides };
}

/** The share that a point of the stage is, for a node: the inverse of where {@link withPositions} puts it. */
export function shareOf(point: Point, node: number, layout: StageLayout, input: StageInput): Share {
  const { x0, y0, width, height } = roomOf(node, layout, input);
  return [within((point.x - x0) / width), within((point.y - y0) / height)];
}

const within = (share: number): number => Math.min(1, Math.max(0, share));

function toPoint([x, y]: Share, { x0, y0, width, height }: Room): Point {
  return { x: x0 + x * width, y: y0 + y * height };
}

/** Where the middle of a node may stand. */
function roomOf(node: number, layout: StageLayout, { width, height, clients }: StageInput): Room {
  const inset = (clients.includes(node) ? layout.clientSide / 2 : layout.radius) + CLEARANCE;
  return {
    x0: inset,
    y0: inset,
    width: Math.max(1, width - 2 * inset),
    height: Math.max(1, height - 2 * inset),
  };
}

const SIDES: readonly LabelSide[] = ["left", "right", "above", "below"];

/** Where a label covers no other node and nothing of the stage's edge; among such sides away from the other nodes. */
function sideOf(node: number, points: readonly Point[], input: StageInput, layout: StageLayout): LabelSide {
  const point = points[node]!;
  const others = input.replicas.filter((other) => other !== node).map((other) => points[other]!);
  const away = {
    x:
      point.x -
      mean(
        others.map(({ x }) => x),
        input.width / 2,
      ),
    y:
      point.y -
      mean(
        others.map(({ y }) => y),
        input.height / 2,
      ),
  };
  const cost = (side: LabelSide): number => {
    const box = labelBox(side, point, input, layout);
    const covered = others.filter((other) => isCovered(other, layout.radius + CLEARANCE, box)).length;
    const isOut = box.x0 < 0 || box.x1 > input.width || box.y0 < 0 || box.y1 > input.height;
    return (covered + (isOut ? 1 : 0)) * FAR - awayness(side, away);
  };
  return SIDES.reduce((best, side) => (cost(side) < cost(best) ? side : best));
}

/** More than any stage is wide. */
const FAR = 100_000;

interface Box {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

function labelBox(side: LabelSide, { x, y }: Point, { textSize }: StageInput, layout: StageLayout): Box {
  const width = textSize * (layout.isShort ? 6 : 9);
  const height = textSize * 2.4;
  const gap = layout.radius + CLEARANCE;
  if (side === "left" || side === "right") {
    const x0 = side === "left" ? x - gap - width : x + gap;
    return { x0, x1: x0 + width, y0: y - height / 2, y1: y + height / 2 };
  }
  const y0 = side === "above" ? y - gap - height : y + gap;
  return { x0: x - width / 2, x1: x + width / 2, y0, y1: y0 + height };
}

function isCovered({ x, y }: Point, radius: number, { x0, x1, y0, y1 }: Box): boolean {
  return x + radius > x0 && x - radius < x1 && y + radius > y0 && y - radius < y1;
}

/** How far a side lies from the middle of the other nodes; links leave on the other. Sides are wider than they are high. */
function awayness(side: LabelSide, away: Point): number {
  if (side === "left" || side === "right") return (side === "left" ? -1 : 1) * away.x * 1.5;
  return (side === "above" ? -1 : 1) * away.y;
}

function mean(values: readonly number[], otherwise: number): number {
  return values.length === 0 ? otherwise : values.reduce((sum, value) => sum + value, 0) / values.length;
}
