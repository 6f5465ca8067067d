import { crowdRadius, ringOf } from "./ring.ts";

/** Where everything stands on the stage, from its size and the sides that a partition makes. Pure geometry. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type LabelSide = "left" | "right" | "above" | "below";

/** A partition's wall: a vertical band between two sides, from the top down to where a bridge leaves it open. */
export interface Wall {
  readonly x: number;
  readonly halfWidth: number;
  readonly y1: number;
}

export interface Column {
  readonly nodes: readonly number[];
  readonly x0: number;
  readonly x1: number;
}

export interface StageLayout {
  /** By node id. */
  readonly points: readonly Point[];
  readonly radius: number;
  /** On which side of a node its label stands, by node id: where no link leaves it. */
  readonly labelSides: readonly LabelSide[];
  readonly walls: readonly Wall[];
  /** The sides, from the left. */
  readonly columns: readonly Column[];
  /** How many lines of words are free under it: none unless it is parted. */
  readonly footLines: number;
  /** Room for words and log strips; `isShort` when only for few words. */
  readonly hasLabels: boolean;
  readonly isShort: boolean;
  /** Side of a client's square. */
  readonly clientSide: number;
}

export interface StageInput {
  readonly replicas: readonly number[];
  readonly clients: readonly number[];
  /** Replicas that can still reach each other; one side when nothing parts them. */
  readonly sides: readonly (readonly number[])[];
  /** Replicas that reach more than one side: under the end of the wall. */
  readonly bridges: readonly number[];
  /** Clients that a partition put on the first side, or on another; the rest stand where there is room. */
  readonly clientsOf: { readonly first: ReadonlySet<number>; readonly others: ReadonlySet<number> };
  readonly width: number;
  readonly height: number;
  readonly isPhone: boolean;
  /** The labels' size, px: everything else keeps its proportion to it. */
  readonly textSize: number;
}

/** Height of a line of words under a parted drawing, in sizes of its text. */
export const FOOT_LINE = 1.35;
/** What a side's words need to stand in one line, in sizes of their text; with the names of bridges. */
const FOOT_WIDTH = 13;
const FOOT_WIDTH_NAMED = 18;

export function layoutStage(input: StageInput): StageLayout {
  const { replicas, clients, width, isPhone, textSize } = input;
  const clientSide = isPhone ? 30 : Math.round(textSize * 2.6);
  const margin = clients.length === 0 ? 16 : isPhone ? 60 : textSize * 8.4;
  const sides = input.sides.length > 0 ? input.sides : [replicas];
  const { columns, bridge } = columnsOf(sides, input.bridges, margin, width - margin);
  const footLines = isPhone || columns.length < 2 ? 0 : footLinesOf(columns, bridge, input);
  const height = input.height - footLines * textSize * FOOT_LINE;
  const all = bridge === undefined ? columns : [...columns, bridge];
  const radius = nodeRadius(all, height, isPhone ? 20 : textSize * 2);
  const hasLabels = radius >= 14;
  const room: Room = { height, radius, textSize, isPhone, slack: clients.length === 0 ? 0 : margin * 0.08 };
  const place = (labelWidth: number, must: boolean): Placement | undefined =>
    placeColumns(columns, bridge, room, labelWidth, must);
  const long = isPhone ? undefined : place(textSize * 7.8, false);
  const { points, labelSides } = long ?? place(textSize * 5, true)!;
  const end = Math.min(height - 4, ...input.bridges.map((node) => points[node]!.y - radius - textSize));
  const walls = wallsBetween(columns, isPhone, end);
  placeClients(input, height, isPhone ? 28 : textSize * 4, points);
  const isShort = long === undefined;
  return { points, radius, labelSides, walls, columns, footLines, hasLabels, isShort, clientSide };
}

function footLinesOf(
  columns: readonly Column[],
  bridge: Column | undefined,
  { width, textSize }: StageInput,
): number {
  const xs = [0, ...columns.slice(1).map(({ x0 }, index) => (columns[index]!.x1 + x0) / 2), width];
  const narrowest = Math.min(...xs.slice(1).map((x, index) => x - xs[index]!));
  return narrowest < textSize * (bridge === undefined ? FOOT_WIDTH : FOOT_WIDTH_NAMED) ? 2 : 1;
}

interface Room {
  readonly height: number;
  readonly radius: number;
  readonly textSize: number;
  readonly isPhone: boolean;
  /** What the clients leave free beside the outermost columns. */
  readonly slack: number;
}

interface Placement {
  readonly points: Point[];
  readonly labelSides: LabelSide[];
}

/** All columns with labels of this width; undefined when they do not fit, unless they must. */
function placeColumns(
  columns: readonly Column[],
  bridge: Column | undefined,
  room: Room,
  labelWidth: number,
  must: boolean,
): Placement | undefined {
  const placement: Placement = { points: [], labelSides: [] };
  const last = columns.length - 1;
  for (const [place, column] of columns.entries()) {
    const edges = {
      x0: column.x0 - (place === 0 ? room.slack : -14),
      x1: column.x1 + (place === last ? room.slack : -14),
    };
    const found = beside(column, edges, room, labelWidth) ?? stacked(column, edges, room, labelWidth, must);
    if (found === undefined) return undefined;
    put(column, found, placement);
  }
  if (bridge === undefined) return placement;
  const found = underWall(bridge, room, labelWidth, must);
  if (found !== undefined) put(bridge, found, placement);
  return found && placement;
}

function put({ nodes }: Column, found: Placement, placement: Placement): void {
  nodes.forEach((node, index) => {
    placement.points[node] = found.points[index]!;
    placement.labelSides[node] = found.labelSides[index]!;
  });
}

/** More bridges than these make a ring of their own. */
const MOST_IN_ROW = 3;
/** What the wall keeps of the height over a ring of bridges. */
const OVER_RING = 0.3;

/** Bridges stand low, where the wall has ended: a few in a row, with their labels below. */
function underWall(column: Column, room: Room, labelWidth: number, must: boolean): Placement | undefined {
  const { height, radius, textSize } = room;
  const { nodes, x0, x1 } = column;
  if (nodes.length > MOST_IN_ROW) {
    const ring = { ...room, height: height * (1 - OVER_RING) };
    const found = beside(column, column, ring, labelWidth) ?? stacked(column, column, ring, labelWidth, must);
    const lower = ({ x, y }: Point): Point => ({ x, y: y + height * OVER_RING });
    return found && { ...found, points: found.points.map(lower) };
  }
  const apart = (x1 - x0) / nodes.length;
  if (apart < labelWidth && !must) return undefined;
  const y = height - radius - 19 - textSize * 1.6;
  return {
    points: nodes.map((_, index) => ({ x: x0 + apart * (index + 0.5), y })),
    labelSides: nodes.map(() => "below"),
  };
}

interface Edges {
  readonly x0: number;
  readonly x1: number;
}

/** Labels at the sides of their nodes, where no link leaves; the ring may then use all of the height. */
function beside(column: Column, edges: Edges, room: Room, labelWidth: number): Placement | undefined {
  if (room.isPhone) return undefined;
  const points = ringOf(column, room, labelWidth * 0.95, 12);
  if (isCrowded(points, room.radius)) return undefined;
  const center = (column.x0 + column.x1) / 2;
  const needs = room.radius + 12 + labelWidth;
  const sides = points.map(({ x }): LabelSide | undefined => {
    const fitsLeft = x - edges.x0 >= needs;
    const fitsRight = edges.x1 - x >= needs;
    if (x < center - 1) return fitsLeft ? "left" : undefined;
    if (x > center + 1) return fitsRight ? "right" : undefined;
    const prefersRight = edges.x1 - column.x1 >= column.x0 - edges.x0;
    if (prefersRight && fitsRight) return "right";
    return fitsLeft ? "left" : fitsRight ? "right" : undefined;
  });
  const labelSides = sides.filter((side) => side !== undefined);
  return labelSides.length === sides.length ? { points, labelSides } : undefined;
}

/** Labels above the upper and below the lower nodes: the ring gives way to them. */
function stacked(
  column: Column,
  edges: Edges,
  room: Room,
  labelWidth: number,
  must: boolean,
): Placement | undefined {
  const ring = ringOf(column, room, 10, room.textSize * 1.6 + 19);
  const aside = must ? awayFromWall(ring, column, edges, labelWidth) : 0;
  const points = ring.map(({ x, y }) => ({ x: x + aside, y }));
  const labelSides = points.map(({ y }): LabelSide => (y > room.height / 2 + 1 ? "below" : "above"));
  const overlaps = points.some((a, index) => {
    const isOut = a.x - labelWidth / 2 < edges.x0 || a.x + labelWidth / 2 > edges.x1;
    const meets = points.some(
      (b, other) =>
        other > index && Math.abs(a.y - b.y) < room.textSize * 3 && Math.abs(a.x - b.x) < labelWidth + 8,
    );
    return isOut || meets;
  });
  return overlaps && !must ? undefined : { points, labelSides };
}

/** How far an outermost column steps outwards, where nothing is but the clients' words, so that its labels clear its wall. */
function awayFromWall(ring: readonly Point[], column: Column, edges: Edges, labelWidth: number): number {
  const hasLeft = edges.x0 > column.x0;
  const hasRight = edges.x1 < column.x1;
  if (hasLeft === hasRight) return 0;
  const xs = ring.map(({ x }) => x);
  const most = (column.x1 - column.x0) / 6;
  return hasLeft
    ? Math.min(most, Math.max(0, edges.x0 + labelWidth / 2 - Math.min(...xs)))
    : -Math.min(most, Math.max(0, Math.max(...xs) + labelWidth / 2 - edges.x1));
}

/** True when two nodes touch. */
function isCrowded(points: readonly Point[], radius: number): boolean {
  return points.some((a, index) =>
    points.slice(index + 1).some((b) => Math.hypot(a.x - b.x, a.y - b.y) < radius * 2 + 4),
  );
}

/** Columns as wide as their sides are large, and one for the bridges in the middle of them. */
function columnsOf(
  sides: readonly (readonly number[])[],
  bridges: readonly number[],
  left: number,
  right: number,
): { readonly columns: readonly Column[]; readonly bridge: Column | undefined } {
  const middle = bridges.length === 0 ? -1 : Math.ceil(sides.length / 2);
  const groups = middle === -1 ? sides : [...sides.slice(0, middle), bridges, ...sides.slice(middle)];
  const total = groups.reduce((sum, group) => sum + group.length + 1, 0);
  let x = left;
  const all = groups.map((nodes): Column => {
    const x0 = x;
    x += ((right - left) * (nodes.length + 1)) / total;
    return { nodes, x0, x1: x };
  });
  return { columns: all.filter((_, index) => index !== middle), bridge: all[middle] };
}

function nodeRadius(columns: readonly Column[], height: number, most: number): number {
  const largest = Math.max(
    1,
    ...columns.map(({ nodes, x0, x1 }) => nodes.length / Math.max(1, (x1 - x0) / 400)),
  );
  const crowded = (height * 0.95) / (largest + 1.5);
  return Math.max(
    5,
    Math.min(most, height / 9, crowded, ...columns.map((column) => crowdRadius(column, height))),
  );
}

/** Outside of the ring: on their side, or else left and right in turn. */
function placeClients(
  { clients, clientsOf, width }: StageInput,
  height: number,
  inset: number,
  points: Point[],
): void {
  const isLeft = (client: number, index: number): boolean =>
    clientsOf.first.has(client) || (!clientsOf.others.has(client) && index % 2 === 0);
  const sides = [clients.filter(isLeft), clients.filter((client, index) => !isLeft(client, index))];
  sides.forEach((side, right) => {
    side.forEach((client, index) => {
      const x = right === 1 ? width - inset : inset;
      // A little above the middle of its share: its words stand under it.
      points[client] = { x, y: (height * (index + 0.5)) / side.length - 14 };
    });
  });
}

/** In the middle of what is between two sides. */
function wallsBetween(columns: readonly Column[], isPhone: boolean, y1: number): Wall[] {
  return columns.slice(1).map(({ x0 }, index) => ({
    x: (columns[index]!.x1 + x0) / 2,
    halfWidth: isPhone ? 6 : 8,
    y1,
  }));
}
