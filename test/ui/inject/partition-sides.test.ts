import { expect, test } from "vitest";
import {
  across,
  isLine,
  isPartition,
  partitionYaml,
  sidesOf,
  sidesText,
} from "../../../src/ui/inject/partition-sides.ts";

const names = ["n1", "n2", "n3", "c1"];
const points = [
  { x: 100, y: 100 },
  { x: 120, y: 300 },
  { x: 400, y: 200 },
  { x: 20, y: 200 },
];
const isReplica = (node: number): boolean => node < 3;

test("a line parts the nodes on its two sides, however short it was drawn", () => {
  const sides = sidesOf({ from: { x: 250, y: 150 }, to: { x: 250, y: 190 } }, [0, 1, 2, 3], points);
  expect(sides).toEqual([[2], [0, 1, 3]]);
  expect(isPartition(sides, isReplica)).toBe(true);
  expect(sidesText([[0, 1, 3], [2]], names)).toBe("n1 n2 c1 | n3");
  expect(partitionYaml([[0, 1, 3], [2]], names)).toBe("{ partition: [[n1, n2, c1], [n3]] }");
});

test("a client alone is no side", () => {
  const sides = sidesOf({ from: { x: 60, y: 0 }, to: { x: 60, y: 400 } }, [0, 1, 2, 3], points);
  expect(isPartition(sides, isReplica)).toBe(false);
});

test("a press is no line; a line is drawn beyond the edges", () => {
  expect(isLine({ from: { x: 1, y: 1 }, to: { x: 5, y: 5 } })).toBe(false);
  const { from, to } = across({ from: { x: 200, y: 100 }, to: { x: 200, y: 130 } }, 800, 400);
  expect([from.x, to.x]).toEqual([200, 200]);
  expect(from.y).toBeLessThan(0);
  expect(to.y).toBeGreaterThan(400);
});
