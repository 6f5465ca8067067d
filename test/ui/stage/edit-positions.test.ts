import { expect, test } from "vitest";
import { shareOf, withPositions } from "../../../src/ui/stage/edit-positions.ts";
import { layoutStage, type StageInput } from "../../../src/ui/stage/stage-layout.ts";

const names = ["n1", "n2", "n3", "c1"];
const input = (sides: number[][] = [[0, 1, 2]]): StageInput => ({
  replicas: [0, 1, 2],
  clients: [3],
  clientsOf: { first: new Set(), others: new Set() },
  sides,
  bridges: [],
  width: 800,
  height: 300,
  isPhone: false,
  textSize: 13,
});

test("nodes and clients stand where the document wants them, the others where they stood", () => {
  const usual = layoutStage(input());
  const placed = withPositions(usual, input(), names, { n2: [0, 1], c1: [0.5, 0.5] });
  expect(placed.points[1]).toEqual({ x: usual.radius + 10, y: 300 - usual.radius - 10 });
  expect(placed.points[3]).toEqual({ x: 400, y: 150 });
  expect([placed.points[0], placed.points[2]]).toEqual([usual.points[0], usual.points[2]]);
});

test("a point's share puts the node at that point again, and never beyond the stage", () => {
  const usual = layoutStage(input());
  const share = shareOf({ x: 333, y: 120 }, 0, usual, input());
  const [point] = withPositions(usual, input(), names, { n1: share }).points;
  expect([Math.round(point!.x), Math.round(point!.y)]).toEqual([333, 120]);
  expect(shareOf({ x: -50, y: 900 }, 0, usual, input())).toEqual([0, 1]);
});

test("labels stand away from the other nodes, and never on one", () => {
  const sides = (positions: Readonly<Record<string, readonly [number, number]>>): string =>
    withPositions(layoutStage(input()), input(), names, positions).labelSides.slice(0, 3).join(" ");
  expect(sides({ n1: [0.8, 0.5], n2: [0.5, 0.5], n3: [0.2, 0.5] })).toBe("right left left");
  expect(sides({ n1: [0.5, 0.5], n2: [0.6, 0.5], n3: [0.5, 1] })).toBe("above right left");
  expect(sides({ n1: [0, 0.5], n2: [1, 0.4], n3: [0.5, 1] })).toBe("right left left");
});

test("while a partition parts the cluster the places wait", () => {
  const parted = input([[0], [1, 2]]);
  expect(withPositions(layoutStage(parted), parted, names, { n1: [1, 1] })).toEqual(layoutStage(parted));
});
