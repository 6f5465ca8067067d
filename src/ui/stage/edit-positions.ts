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
  for (const node of placed)
    if (input.replicas.includes(node)) labelSides[node] = sideOf(node, points, input, layout);
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

/** A label stands away from the other nodes, where fewest links leave, if there is room. */
function sideOf(node: number, points: readonly Point[], input: StageInput, layout: StageLayout): LabelSide {
  const point = points[node]!;
  const others = input.replicas.filter((other) => other !== node).map((other) => points[other]!);
  const dx =
    point.x -
    mean(
      others.map(({ x }) => x),
      input.width / 2,
    );
  const dy =
    point.y -
    mean(
      others.map(({ y }) => y),
      input.height / 2,
    );
  const needed = layout.radius + 12 + input.textSize * (layout.isShort ? 5 : 7.8);
  const fits = dx < 0 ? point.x >= needed : input.width - point.x >= needed;
  if (!input.isPhone && fits && Math.abs(dx) * 1.5 >= Math.abs(dy)) return dx < 0 ? "left" : "right";
  return dy < 0 ? "above" : "below";
}

function mean(values: readonly number[], otherwise: number): number {
  return values.length === 0 ? otherwise : values.reduce((sum, value) => sum + value, 0) / values.length;
}
