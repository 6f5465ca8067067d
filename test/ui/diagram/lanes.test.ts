import { expect, test } from "vitest";
import { layoutLanes, wallHeights } from "../../../src/ui/diagram/lanes.ts";
import type { FaultSpan } from "../../../src/ui/run/fault-spans.ts";
import { infoOf } from "../run/infos.ts";

const { nodes } = infoOf(["n1", "n2", "n3", "c1", "c2"]);
const partition = { groups: [[1], [0, 2]] } as unknown as FaultSpan;
const names = (lanes: readonly { readonly name: string }[]): string =>
  lanes.map(({ name }) => name).join(" ");

test("clients stand around the replicas, which stand by the sides of a partition: its wall is one", () => {
  const lanes = layoutLanes(nodes, partition, 0, 500);
  expect(names(lanes)).toBe("c1 n2 n1 n3 c2");
  const walls = wallHeights(lanes, partition.groups!);
  expect(walls).toEqual([(lanes[1]!.y + lanes[2]!.y) / 2]);
});

test("clients stand on the side of the wall on which their replicas are", () => {
  const order = (...groups: number[][]): string =>
    names(layoutLanes(nodes, { groups } as unknown as FaultSpan, 0, 500));
  expect(order([0, 1, 4], [2, 3])).toBe("c2 n1 n2 n3 c1");
  expect(order([0, 3, 4], [1, 2])).toBe("c1 c2 n1 n2 n3");
  expect(order([0], [1, 2, 3, 4])).toBe("n1 n2 n3 c1 c2");
  expect(order([0, 4], [1, 2])).toBe("c2 n1 n2 n3 c1");
});

test("hidden nodes have no lane, thin ones a low one; the others share what is left", () => {
  const all = layoutLanes(nodes, undefined, 10, 510);
  const some = layoutLanes(nodes, undefined, 10, 510, { hiddenNodes: ["n2", "nobody"], thinNodes: ["n3"] });
  expect(names(some)).toBe("c1 n1 n3 c2");
  const heightOf = (name: string): number => some.find((lane) => lane.name === name)!.height;
  expect(heightOf("n3")).toBeLessThan(heightOf("n1") / 2);
  expect(heightOf("n1")).toBeGreaterThan(all.find(({ name }) => name === "n1")!.height);
  expect(some.reduce((sum, { height }) => sum + height, 0)).toBeCloseTo(500);
  expect(
    layoutLanes(nodes, undefined, 0, 100, { hiddenNodes: nodes.map(({ name }) => name), thinNodes: [] }),
  ).toEqual([]);
});
