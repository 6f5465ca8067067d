/** Where everything stands on the stage, from its size and the groups that a partition makes. Pure geometry. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

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
  /** Nodes whose label stands under them; the others' stand above. */
  readonly labelsBelow: ReadonlySet<number>;
  readonly walls: readonly Wall[];
  readonly columns: readonly Column[];
  /** Room for words and log strips. */
  readonly hasLabels: boolean;
}

export interface StageInput {
  readonly replicas: readonly number[];
  readonly clients: readonly number[];
  /** Replicas that can still reach each other; one group when nothing parts them. */
  readonly groups: readonly (readonly number[])[];
  readonly width: number;
  readonly height: number;
  readonly isPhone: boolean;
  /** Height of a label with its log strip. */
  readonly labelHeight: number;
}

export const CLIENT_SIDE = 36;

export function layoutStage(input: StageInput): StageLayout {
  const { replicas, clients, groups, width, height, isPhone, labelHeight } = input;
  const margin = clients.length === 0 ? 16 : isPhone ? 60 : 150;
  const parts = groups.length > 0 ? groups : [replicas];
  const columns = layoutColumns(parts, margin, width - margin);
  const radius = nodeRadius(columns, height, isPhone);
  const hasLabels = radius >= 16;
  const points: Point[] = [];
  const labelsBelow = new Set<number>();
  const room = { top: hasLabels ? labelHeight + 6 : 8, bottom: hasLabels ? labelHeight + 6 : 8 };
  for (const column of columns) {
    placeRing(column, { height, radius, ...room }, points, labelsBelow);
  }
  placeClients(clients, width, height, isPhone, points);
  return { points, radius, labelsBelow, walls: wallsBetween(columns, isPhone), columns, hasLabels };
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

function nodeRadius(columns: readonly Column[], height: number, isPhone: boolean): number {
  const largest = Math.max(
    1,
    ...columns.map(({ nodes, x0, x1 }) => nodes.length / Math.max(1, (x1 - x0) / 400)),
  );
  const crowded = (height * 1.1) / Math.max(5, largest);
  return Math.max(5, Math.min(isPhone ? 20 : 26, height / 9, crowded));
}

function placeRing(
  { nodes, x0, x1 }: Column,
  room: { height: number; radius: number; top: number; bottom: number },
  points: Point[],
  labelsBelow: Set<number>,
): void {
  const { height, radius, top, bottom } = room;
  const center = { x: (x0 + x1) / 2, y: (top + height - bottom) / 2 };
  const ry = Math.max(radius, (height - top - bottom) / 2 - radius - 2);
  const rx = Math.max(0, Math.min((x1 - x0) / 2 - radius - 24, ry * 2.4));
  nodes.forEach((node, index) => {
    const angle = -Math.PI / 2 + (2 * Math.PI * index) / nodes.length;
    const isAlone = nodes.length === 1;
    const point = isAlone
      ? center
      : { x: center.x + rx * Math.cos(angle), y: center.y + ry * Math.sin(angle) };
    points[node] = point;
    if (point.y > center.y + 1) labelsBelow.add(node);
  });
}

/** Outside of the ring, left and right in turn. */
function placeClients(
  clients: readonly number[],
  width: number,
  height: number,
  isPhone: boolean,
  points: Point[],
): void {
  const inset = isPhone ? 28 : 56;
  const sides = [
    clients.filter((_, index) => index % 2 === 0),
    clients.filter((_, index) => index % 2 === 1),
  ];
  sides.forEach((side, right) => {
    side.forEach((client, index) => {
      const x = right === 1 ? width - inset : inset;
      points[client] = { x, y: (height * (index + 1)) / (side.length + 1) };
    });
  });
}

function wallsBetween(columns: readonly Column[], isPhone: boolean): Wall[] {
  return columns.slice(1).map(({ x0 }) => ({ x: x0, halfWidth: isPhone ? 6 : 8 }));
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
    const sides = partitions.map((sides) => sides.findIndex((side) => side.includes(node)));
    const key = sides.join(",");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [node]);
    else group.push(node);
  }
  return [...groups.values()];
}
