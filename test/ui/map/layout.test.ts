import { expect, test } from "vitest";
import { MAP_EDGES, MAP_MODELS, type MapModel } from "../../../src/ui/map/hierarchy.ts";
import { layoutMap, leastWidth, type Curve, type MapLayout } from "../../../src/ui/map/layout.ts";

/** About what the page's type takes, at a size. */
const widthAt =
  (size: number) =>
  ({ title }: MapModel): number =>
    title.length * size * 0.53 + 46;

const layouts: readonly (readonly [string, MapLayout])[] = [
  ["at the least width", layoutAt(14, 0)],
  ["at 844 pixels", layoutAt(14, 844)],
  ["at 1400 pixels", layoutAt(14, 1400)],
  ["on a projector", layoutAt(20, 1200)],
];

function layoutAt(size: number, width: number): MapLayout {
  const widthOf = widthAt(size);
  const least = leastWidth(widthOf);
  return layoutMap({ width: Math.max(width, least), pitch: size * 4, modelHeight: size * 2.2, widthOf });
}

test.each(layouts)(
  "every model stands once inside of the drawing %s, and none lies on another",
  (_, layout) => {
    expect(layout.models.map(({ model }) => model.id)).toEqual(MAP_MODELS.map(({ id }) => id));
    for (const one of layout.models) {
      expect(one.left, one.model.id).toBeGreaterThanOrEqual(0);
      expect(one.left + one.width, one.model.id).toBeLessThanOrEqual(layout.width);
      expect(one.top + one.height, one.model.id).toBeLessThanOrEqual(layout.height);
      for (const other of layout.models.filter((model) => model !== one)) {
        const isBeside = one.left + one.width + 8 <= other.left || other.left + other.width + 8 <= one.left;
        expect(isBeside || one.top !== other.top, `${one.model.id} and ${other.model.id}`).toBe(true);
      }
    }
  },
);

test.each(layouts)("every edge of the hierarchy goes down all the way %s", (_, layout) => {
  expect(layout.edges.map(({ stronger, weaker }) => ({ stronger, weaker }))).toEqual(MAP_EDGES);
  for (const { stronger, weaker, curves } of layout.edges) {
    const heights = curves.flatMap((curve) => pointsOf(curve)).map(([, y]) => y);
    for (let index = 1; index < heights.length; index++)
      expect(heights[index]!, `${stronger} to ${weaker}`).toBeGreaterThanOrEqual(heights[index - 1]!);
  }
});

test.each(layouts)("no edge passes through a model that it does not join %s", (_, layout) => {
  for (const { stronger, weaker, curves } of layout.edges) {
    const others = layout.models.filter(({ model }) => model.id !== stronger && model.id !== weaker);
    const points = curves.flatMap((curve) => pointsOf(curve));
    for (const { model, left, top, width, height } of others) {
      const isHit = points.some(([x, y]) => x > left && x < left + width && y > top && y < top + height);
      expect(isHit, `${stronger} to ${weaker} through ${model.id}`).toBe(false);
    }
  }
});

test.each(layouts)("no two edges cross %s", (_, layout) => {
  const lines = layout.edges.map(({ curves }) => curves.flatMap((curve) => pointsOf(curve)));
  for (const [index, one] of lines.entries())
    for (const [before, other] of lines.slice(0, index).entries()) {
      const [a, b] = [layout.edges[index]!, layout.edges[before]!];
      expect(isCrossing(one, other), `${a.stronger} ${a.weaker} and ${b.stronger} ${b.weaker}`).toBe(false);
    }
});

type Point = readonly [number, number];

function pointsOf([from, a, b, to]: Curve): Point[] {
  return Array.from({ length: 25 }, (_, index): Point => {
    const t = index / 24;
    const u = 1 - t;
    const at = (axis: 0 | 1): number =>
      u * u * u * from[axis] + 3 * u * u * t * a[axis] + 3 * u * t * t * b[axis] + t * t * t * to[axis];
    return [at(0), at(1)];
  });
}

/** Whether two lines cross other than where they begin or end together. */
function isCrossing(one: readonly Point[], other: readonly Point[]): boolean {
  for (let i = 1; i < one.length; i++)
    for (let j = 1; j < other.length; j++)
      if (meet(one[i - 1]!, one[i]!, other[j - 1]!, other[j]!)) return true;
  return false;
}

function meet(a: Point, b: Point, c: Point, d: Point): boolean {
  return side(a, b, c) * side(a, b, d) < -EPSILON && side(c, d, a) * side(c, d, b) < -EPSILON;
}

const EPSILON = 1e-6;

function side([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}
