import { scaleLinear } from "d3";
import { expect, test } from "vitest";
import { Moments } from "../../../src/ui/run/moments.ts";
import { groupMoments } from "../../../src/ui/transport/moment-groups.ts";

const x = scaleLinear([0, 1_000_000], [0, 1_000]);

function elections(times: readonly number[]): Moments {
  const moments = new Moments(
    (node) => `n${node}`,
    () => undefined,
    [],
  );
  times.forEach((timeUs, event) =>
    moments.addNote({ event, timeUs, node: 1, kind: "role", text: "leader", value: 1 }),
  );
  return moments;
}

test("moments apart have a mark each, those side by side share one", () => {
  const groups = groupMoments(elections([100_000, 500_000, 504_000, 900_000]), "leader", 4, x);
  expect(groups.map(({ first, count }) => [first.timeUs, count])).toEqual([
    [100_000, 1],
    [500_000, 2],
    [900_000, 1],
  ]);
});

test("a hundred thousand moments make no more marks than fit", () => {
  const many = elections(Array.from({ length: 100_000 }, (_, index) => index * 10));
  const groups = groupMoments(many, "leader", 100_000, x);
  expect(groups.length).toBeLessThanOrEqual(1_000 / 9 + 1);
  expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(100_000);
});
