import fc from "fast-check";
import { expect, test } from "vitest";
import { between, shareAtWall } from "../../../src/ui/stage/on-the-way.ts";
import { layoutStage, type StageInput } from "../../../src/ui/stage/stage-layout.ts";

const stage = (
  replicas: number,
  sides: number[][],
  size: readonly [number, number],
  isPhone = false,
): StageInput => ({
  replicas: Array.from({ length: replicas }, (_, id) => id),
  clients: [replicas, replicas + 1, replicas + 2],
  clientsOf: { first: new Set(), others: new Set() },
  sides,
  bridges: [],
  width: size[0],
  height: size[1],
  isPhone,
  textSize: isPhone ? 12 : 13,
});

const sizes = [
  [664, 228],
  [824, 300],
  [1280, 480],
] as const;

test("nodes stand on the stage and do not touch", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom(...sizes),
      (count, sides, size) => {
        const groups = Array.from({ length: Math.min(sides, count) }, (_, side) =>
          Array.from({ length: count }, (_unused, id) => id).filter(
            (id) => id % Math.min(sides, count) === side,
          ),
        );
        const { points, radius } = layoutStage(stage(count, groups, size));
        for (let a = 0; a < count; a++) {
          expect(points[a]!.x).toBeGreaterThan(radius);
          expect(points[a]!.x).toBeLessThan(size[0] - radius);
          expect(points[a]!.y).toBeGreaterThanOrEqual(radius);
          expect(points[a]!.y).toBeLessThanOrEqual(size[1] - radius);
          for (let b = a + 1; b < count; b++) {
            expect(Math.hypot(points[a]!.x - points[b]!.x, points[a]!.y - points[b]!.y)).toBeGreaterThan(
              radius * 1.5,
            );
          }
        }
      },
    ),
  );
});

test("sides stand apart, with their wall in between", () => {
  const { points, walls } = layoutStage(
    stage(
      5,
      [
        [0, 1],
        [2, 3, 4],
      ],
      [824, 300],
    ),
  );
  expect(walls).toHaveLength(1);
  for (const id of [0, 1]) expect(points[id]!.x).toBeLessThan(walls[0]!.x);
  for (const id of [2, 3, 4]) expect(points[id]!.x).toBeGreaterThan(walls[0]!.x);
});

test("a bridge stands under the end of the wall, in nobody's way", () => {
  for (const size of sizes) {
    for (const bridges of [[5], [5, 6], [5, 6, 7, 8]]) {
      const input = stage(5 + bridges.length, [[0, 1], [2, 3, 4]], size); // prettier-ignore
      const { points, radius, walls } = layoutStage({ ...input, bridges });
      expect(walls).toHaveLength(1);
      for (const id of bridges) expect(points[id]!.y - radius).toBeGreaterThan(walls[0]!.y1);
      for (const id of bridges) expect(points[id]!.y + radius).toBeLessThan(size[1]);
      for (const a of input.replicas) {
        for (const b of input.replicas.slice(a + 1)) {
          expect(Math.hypot(points[a]!.x - points[b]!.x, points[a]!.y - points[b]!.y)).toBeGreaterThan(
            radius * 1.5,
          );
        }
      }
    }
  }
});

test("under a parted stage a strip is free for words", () => {
  const [width, height] = sizes[0];
  const { points, radius, walls } = layoutStage(
 stage(6, [[0, 1], [2, 3], [4, 5]], sizes[0])); // prettier-ignore
  for (const { y } of points.slice(0, 6)) expect(y + radius).toBeLessThan(height - 30);
  for (const { y1, x } of walls) {
    expect(y1).toBeLessThan(height - 30);
    expect(x).toBeLessThan(width);
  }
});

test("on a phone an outermost column keeps its labels off the wall", () => {
  const { points, walls } = layoutStage(stage(5, [[0, 1], [2, 3], [4]], [390, 250], true)); // prettier-ignore
  const halfLabel = 30;
  expect(points[4]!.x - halfLabel).toBeGreaterThan(walls[1]!.x + walls[1]!.halfWidth);
  expect(points[0]!.x + halfLabel).toBeLessThan(walls[0]!.x - walls[0]!.halfWidth);
});

test("with room, labels are long and stand where no link leaves", () => {
  const { labelSides, isShort } = layoutStage(stage(5, [], [824, 300]));
  expect(isShort).toBe(false);
  expect(labelSides.slice(1)).toEqual(["right", "right", "left", "left"]);
  expect(layoutStage(stage(5, [], [390, 260], true)).isShort).toBe(true);
});

test("a message stops in front of the wall that is in its way", () => {
  const walls = [{ x: 100, halfWidth: 8, y1: 300 }];
  expect(shareAtWall({ x: 0, y: 0 }, { x: 200, y: 0 }, walls, 2)).toBeCloseTo(0.45);
  expect(shareAtWall({ x: 200, y: 0 }, { x: 0, y: 0 }, walls, 2)).toBeCloseTo(0.45);
  expect(shareAtWall({ x: 0, y: 0 }, { x: 60, y: 0 }, walls, 2)).toBeUndefined();
});

test("messages travel from edge to edge", () => {
  expect(between({ x: 0, y: 0 }, { x: 100, y: 0 }, 0, 10, 20)).toEqual({ x: 10, y: 0 });
  expect(between({ x: 0, y: 0 }, { x: 100, y: 0 }, 1, 10, 20)).toEqual({ x: 80, y: 0 });
});

test("a crowd stands evenly: its marks do not touch, up to a hundred of them", () => {
  for (const count of [13, 25, 50, 100]) {
    for (const size of sizes) {
      const { points, radius } = layoutStage({ ...stage(count, [], size), clients: [] });
      const nearest = points.map((a, index) =>
        Math.min(
          ...points.filter((_, other) => other !== index).map((b) => Math.hypot(a.x - b.x, a.y - b.y)),
        ),
      );
      expect(Math.min(...nearest)).toBeGreaterThan(radius * 2);
    }
  }
});
