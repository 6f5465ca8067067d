/** Where everything stands on the stage, from its size and the groups that a partition makes. Pure geometry. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type LabelSide = "left" | "right" | "above" | "below";

/** A partition's wall: a vertical band between two groups. */
export interface Wall {
  readonly x: number;
  readonly halfWidth: number;
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
  readonly columns: readonly Column[];
  /** Room for words and log strips; `isShort` when only for few words. */
  readonly hasLabels: boolean;
  readonly isShort: boolean;
  /** Side of a client's square. */
  readonly clientSide: number;
}

export interface StageInput {
  readonly replicas: readonly number[];
  readonly clients: readonly number[];
  /** Replicas that can still reach each other; one group when nothing parts them. */
  readonly groups: readonly (readonly number[])[];
  /** Clients that a partition put on the first group's side, or on another's; the rest stand where there is room. */
  readonly clientsOf: { readonly first: ReadonlySet<number>; readonly others: ReadonlySet<number> };
  readonly width: number;
  readonly height: number;
  readonly isPhone: boolean;
  /** The labels' size, px: everything else keeps its proportion to it. */
  readonly textSize: number;
}

/** Height that the words under the drawing need when it is parted. */
const FOOT = 18;

export function layoutStage(input: StageInput): StageLayout {
  const { replicas, clients, groups, width, isPhone, textSize } = input;
  const clientSide = isPhone ? 30 : Math.round(textSize * 2.6);
  const margin = clients.length === 0 ? 16 : isPhone ? 60 : textSize * 8.4;
  const parts = groups.length > 0 ? groups : [replicas];
  const height = input.height - (parts.length > 1 && !isPhone ? FOOT : 0);
  const columns = layoutColumns(parts, margin, width - margin);
  const radius = nodeRadius(columns, height, isPhone ? 20 : textSize * 2);
  const hasLabels = radius >= 14;
  const room: Room = { height, radius, textSize, isPhone, slack: clients.length === 0 ? 0 : margin * 0.2 };
  const long = isPhone ? undefined : placeColumns(columns, room, textSize * 7.8, false);
  const { points, labelSides } = long ?? placeColumns(columns, room, textSize * 5, true)!;
  placeClients(input, isPhone ? 28 : textSize * 4.4, points);
  const walls = wallsBetween(columns, isPhone);
  return { points, radius, labelSides, walls, columns, hasLabels, isShort: long === undefined, clientSide };
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
    column.nodes.forEach((node, index) => {
      placement.points[node] = found.points[index]!;
      placement.labelSides[node] = found.labelSides[index]!;
    });
  }
  return placement;
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
  const points = ringOf(column, room, 10, room.textSize * 1.6 + 19);
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

/** True when two nodes touch. */
function isCrowded(points: readonly Point[], radius: number): boolean {
  return points.some((a, index) =>
    points.slice(index + 1).some((b) => Math.hypot(a.x - b.x, a.y - b.y) < radius * 2 + 4),
  );
}

/** The nodes of a column on an ellipse that leaves `aside` free at its sides and `over` above and below. */
function ringOf({ nodes, x0, x1 }: Column, { height, radius }: Room, aside: number, over: number): Point[] {
  const center = { x: (x0 + x1) / 2, y: height / 2 };
  if (nodes.length === 1) return [center];
  const ry = Math.max(radius, height / 2 - over - radius);
  const isCrowd = nodes.length > CROWD;
  const rx = Math.max(0, Math.min((x1 - x0) / 2 - radius - aside, isCrowd ? Infinity : ry * 1.9));
  const angles = isCrowd ? evenAngles(nodes.length, rx, ry) : undefined;
  return nodes.map((_, index) => {
    const angle = angles?.[index] ?? -Math.PI / 2 + (2 * Math.PI * index) / nodes.length;
    return { x: center.x + rx * Math.cos(angle), y: center.y + ry * Math.sin(angle) };
  });
}

/** From here on a ring takes all of the width, and its nodes stand equally far apart along it. */
const CROWD = 12;
const SAMPLES = 720;

/** Angles, from the top clockwise, that cut the ellipse into arcs of one length. */
function evenAngles(count: number, rx: number, ry: number): number[] {
  const ways = [0];
  for (let step = 1; step <= SAMPLES; step++) {
    const angle = (2 * Math.PI * (step - 0.5)) / SAMPLES;
    ways.push(ways[step - 1]! + Math.hypot(rx * Math.cos(angle), ry * Math.sin(angle)));
  }
  let step = 0;
  return Array.from({ length: count }, (_, index) => {
    const wanted = (ways[SAMPLES]! * index) / count;
    while (ways[step + 1]! < wanted) step++;
    return -Math.PI / 2 + (2 * Math.PI * step) / SAMPLES;
  });
}

/** Columns as wide as their groups are large. */
function layoutColumns(groups: readonly (readonly number[])[], left: number, right: number): Column[] {
  const weights = groups.map((group) => group.length + 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let x = left;
  return groups.map((nodes, index) => {
    const x0 = x;
    x += ((right - left) * weights[index]!) / total;
    return { nodes, x0, x1: x };
  });
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

/** A good third of the way from one node of a crowd to the next, since its ring is flat and bends at the ends. */
function crowdRadius({ nodes, x0, x1 }: Column, height: number): number {
  if (nodes.length <= CROWD) return Infinity;
  const rx = (x1 - x0) / 2;
  const ry = height / 3;
  // Ramanujan's first approximation of an ellipse's perimeter.
  const perimeter = Math.PI * (3 * (rx + ry) - Math.sqrt((3 * rx + ry) * (rx + 3 * ry)));
  return (perimeter / nodes.length) * 0.35;
}

/** Outside of the ring: on the side of their group, or else left and right in turn. */
function placeClients(
  { clients, clientsOf, width, height }: StageInput,
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

function wallsBetween(columns: readonly Column[], isPhone: boolean): Wall[] {
  return columns.slice(1).map(({ x0 }) => ({ x: x0, halfWidth: isPhone ? 6 : 8 }));
}

/** Which clients the first partition in force puts beside the first group, and which beside the others. */
export function clientSides(
  clients: readonly number[],
  groups: readonly (readonly number[])[],
  partitions: readonly (readonly (readonly number[])[])[],
): StageInput["clientsOf"] {
  const first = new Set<number>();
  const others = new Set<number>();
  for (const client of clients) {
    const side = partitions.flat().find((nodes) => nodes.includes(client));
    if (side === undefined) continue;
    if (groups[0]?.some((replica) => side.includes(replica)) === true) first.add(client);
    else others.add(client);
  }
  return { first, others };
}

/** Part of the way from `a` to `b`, from edge to edge of marks with these radii. */
export function between(a: Point, b: Point, share: number, radiusA: number, radiusB: number): Point {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const from = radiusA / length;
  const to = 1 - radiusB / length;
  const at = from + (to - from) * share;
  return { x: a.x + (b.x - a.x) * at, y: a.y + (b.y - a.y) * at };
}

/** The share of the way from `a` to `b` at which the first wall stands; undefined when none is in between. */
export function shareAtWall(
  a: Point,
  b: Point,
  walls: readonly Wall[],
  clearance: number,
): number | undefined {
  const shares = walls.flatMap(({ x, halfWidth }) => {
    if ((a.x - x) * (b.x - x) >= 0) return [];
    const edge = x + Math.sign(a.x - x) * (halfWidth + clearance);
    return [Math.max(0, (edge - a.x) / (b.x - a.x))];
  });
  return shares.length === 0 ? undefined : Math.min(...shares);
}

/** Replicas by who can reach whom: two are together when no partition in force puts them on different sides. */
export function groupsOf(
  replicas: readonly number[],
  partitions: readonly (readonly (readonly number[])[])[],
): number[][] {
  const groups = new Map<string, number[]>();
  for (const node of replicas) {
    const place = partitions.map((sides) => sides.findIndex((side) => side.includes(node)));
    const key = place.join(",");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [node]);
    else group.push(node);
  }
  return [...groups.values()];
}
