import { expect, test } from "vitest";
import { bridgesOf, partedSides } from "../../../src/ui/stage/parted-sides.ts";

const parted = [[0, 1], [2, 3]]; // prettier-ignore

test("without a partition all stand together", () => {
  expect(partedSides([0, 1, 2, 3], [])).toEqual({ sides: [[0, 1, 2, 3]], bridges: [] });
});

test("a side is who reaches each other and nobody else", () => {
  expect(partedSides([0, 1, 2, 3], [parted])).toEqual({ sides: parted, bridges: [] });
  const crossed = [[0, 2], [1, 3]]; // prettier-ignore
  expect(partedSides([0, 1, 2, 3], [parted, crossed]).sides).toEqual([[0], [1], [2], [3]]);
});

test("who is in no group reaches all of them, and stands on no side", () => {
  expect(partedSides([0, 1, 2, 3, 4], [parted])).toEqual({ sides: parted, bridges: [4] });
  expect(bridgesOf([0, 1], [4], [parted])).toEqual([4]);
});

test("a second partition leaves a node with one side of the first: it is a bridge there only", () => {
  const second = [[4], [0]]; // prettier-ignore
  const { sides, bridges } = partedSides([0, 1, 2, 3, 4], [parted, second]);
  expect(sides).toEqual([[0], [2, 3]]);
  expect(bridges).toEqual([1, 4]);
  expect(bridgesOf([0], bridges, [parted, second])).toEqual([1]);
  expect(bridgesOf([2, 3], bridges, [parted, second])).toEqual([4]);
});

test("no wall stands where all are bridges", () => {
  const around = [[[0], [1]], [[2], [3]]]; // prettier-ignore
  expect(partedSides([0, 1, 2, 3], around)).toEqual({ sides: [[0, 1, 2, 3]], bridges: [] });
});
