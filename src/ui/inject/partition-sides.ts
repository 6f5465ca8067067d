import type { Point } from "../stage/stage-layout.ts";

/** A line as it was dragged; what it parts is on the two sides of its endless extension. */
export interface DrawnLine {
  readonly from: Point;
  readonly to: Point;
}

/** The nodes on the left and on the right of a line, seen along it. */
export type Sides = readonly [readonly number[], readonly number[]];

/** A press that is no line yet, px. */
const SHORTEST = 24;

export function isLine({ from, to }: DrawnLine): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) >= SHORTEST;
}

export function sidesOf(line: DrawnLine, nodes: readonly number[], points: readonly Point[]): Sides {
  const { from, to } = line;
  const isLeft = (node: number): boolean => {
    const { x, y } = points[node]!;
    return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x) < 0;
  };
  const known = nodes.filter((node) => points[node] !== undefined);
  return [known.filter(isLeft), known.filter((node) => !isLeft(node))];
}

/** The line, made so long that it crosses a drawing of this size. */
export function across({ from, to }: DrawnLine, width: number, height: number): DrawnLine {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const far = (width + height) / length;
  const dx = (to.x - from.x) * far;
  const dy = (to.y - from.y) * far;
  return { from: { x: from.x - dx, y: from.y - dy }, to: { x: to.x + dx, y: to.y + dy } };
}

/** Only replicas on both sides make it a partition. */
export function isPartition(sides: Sides, isReplica: (node: number) => boolean): boolean {
  return sides.every((side) => side.some(isReplica));
}

export function partitionYaml(sides: Sides, names: readonly string[], lasts = ""): string {
  const groups = sides.map((side) => `[${side.map((node) => names[node]).join(", ")}]`).join(", ");
  return `{ partition: [${groups}]${lasts === "" ? "" : `, for: ${lasts}`} }`;
}

/** `n1 n2 | n3 n4 n5` */
export function sidesText(sides: Sides, names: readonly string[]): string {
  return sides.map((side) => side.map((node) => names[node]).join(" ")).join(" | ");
}
