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
  const none = timelineRows(0, false, 12, 1);
  const three = timelineRows(3, false, 12, 1);
  expect(three.height - none.height).toBe(3 * three.pitch);
  expect(three.pitch).toBeGreaterThanOrEqual(24);
  expect(three.branches).toBeGreaterThan(three.words);
  expect(three.branches + 2 * three.pitch).toBeLessThan(three.axis - 8);
  expect(timelineRows(3, true, 12, 1).height).toBe(timelineRows(0, true, 12, 1).height);
});

test("the topmost words stand free of the focus ring, and a second row of them moves the rest down", () => {
  const one = timelineRows(0, false, 12, 1);
  const two = timelineRows(0, false, 12, 2);
  // Letters reach some three quarters of their size over their line, and brackets all of it.
  expect(one.faultWords - 11).toBeGreaterThanOrEqual(3);
  expect(two.faultWords - two.wordPitch).toBe(one.faultWords);
  expect(two.line - one.line).toBe(two.wordPitch);
});
