import { expect, test } from "vitest";
import { clampedScale } from "../../../src/ui/parts/linear-scale.ts";
import { placeLabels, readable, timelineRows } from "../../../src/ui/transport/timeline-scale.ts";

test("labels that would touch another lose their words, and keep their place", () => {
  const placed = placeLabels(
    [0, 30, 100],
    (x) => x,
    () => 50,
  );
  expect(placed.map(({ isShown }) => isShown)).toEqual([true, false, true]);
  expect(placed.map(({ x }) => x)).toEqual([0, 30, 100]);
});

test("a place on the timeline is a time in as few figures as a pixel has", () => {
  const tenSeconds = clampedScale([0, 10_000_000], [100, 1_100]);
  expect(readable(tenSeconds, 340.4)).toBe(2_400_000);
  const short = clampedScale([0, 500], [100, 1_100]);
  expect(readable(short, 101)).toBe(1);
});

test("rows of branches stand between the words and the axis, each with room for a target", () => {
  const none = timelineRows(0, false, 12);
  const three = timelineRows(3, false, 12);
  expect(three.height - none.height).toBe(3 * three.pitch);
  expect(three.pitch).toBeGreaterThanOrEqual(24);
  expect(three.branches).toBeGreaterThan(three.words);
  expect(three.branches + 2 * three.pitch).toBeLessThan(three.axis - 8);
  expect(timelineRows(3, true, 12).height).toBe(timelineRows(0, true, 12).height);
});
