import { expect, test } from "vitest";
import { linearScale } from "../../../src/ui/parts/linear-scale.ts";
import { phasesInSight } from "../../../src/ui/diagram/phases-in-sight.ts";
import type { Scene } from "../../../src/ui/diagram/scene.ts";
import { NodeHistory } from "../../../src/ui/run/node-history.ts";

/** A node that takes another role every 10 µs. */
const nodes = new NodeHistory(1);
const LENGTH = 50_000;
for (let event = 0; event < LENGTH; event++) {
  const text = event % 2 === 0 ? "leader" : "follower";
  nodes.add({ event, timeUs: event * 10, node: 0, kind: "role", text, value: event });
}

function sceneOf(fromUs: number, toUs: number, seenEvent = LENGTH - 1): Scene {
  const plot = { left: 0, right: 500, top: 0, bottom: 100 };
  const x = linearScale([fromUs, toUs], [plot.left, plot.right]);
  return { data: { nodes }, fromUs, toUs, seenEvent, seenUs: seenEvent * 10, plot, x } as unknown as Scene;
}

test("close by, every phase is there with its own time", () => {
  const seen = phasesInSight(sceneOf(100, 150), 0);
  expect(seen.map(({ phase, startUs, endUs }) => [phase?.term, startUs, endUs])).toEqual([
    [10, 100, 110],
    [11, 110, 120],
    [12, 120, 130],
    [13, 130, 140],
    [14, 140, 150],
    [15, 150, 160],
  ]);
});

test("far out there are no more than pixels, they adjoin, and each is one that was", () => {
  const seen = phasesInSight(sceneOf(0, LENGTH * 10), 0);
  expect(seen.length).toBeLessThanOrEqual(501);
  expect(seen.length).toBeGreaterThan(400);
  seen.forEach(({ phase, startUs }, index) => {
    expect(startUs).toBe(phase!.term * 10);
    if (index > 0) expect(seen[index - 1]!.endUs).toBe(startUs);
  });
});

test("what was not played is not there; before the first phase nothing is known", () => {
  const seen = phasesInSight(sceneOf(0, 100, 3), 0);
  expect(seen.at(-1)).toMatchObject({ phase: { term: 3 }, endUs: 30 });
  expect(phasesInSight(sceneOf(0, 100, -1), 0)).toEqual([{ phase: undefined, startUs: 0, endUs: -10 }]);
});
