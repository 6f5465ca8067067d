import type { Point, Wall } from "./stage-layout.ts";

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
