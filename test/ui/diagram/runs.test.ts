import fc from "fast-check";
import { expect, test } from "vitest";
import { drawRuns, stepOf } from "../../../src/ui/diagram/runs.ts";

test("runs cover every column that has a look, once, with its own look", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 40 }), (looks) => {
      const edges = Float64Array.from({ length: looks.length + 1 }, (_, index) => index * 2);
      const painted = looks.map(() => 0);
      let last = { end: -1, look: 0 };
      drawRuns(
        edges,
        (column) => looks[column]!,
        (x, width, look) => {
          for (let column = x / 2; column < (x + width) / 2; column++) painted[column]! += look;
          // Neighbours of one look are one run.
          expect(x === last.end && look === last.look).toBe(false);
          last = { end: x + width, look };
        },
      );
      expect(painted).toEqual(looks);
    }),
  );
});

test("any rate above zero is seen, more is never less, and the last step is the end", () => {
  expect(stepOf(0, 256, 8)).toBe(0);
  expect(stepOf(1e-6, 256, 8)).toBe(1);
  expect(stepOf(256, 256, 8)).toBe(8);
  expect(stepOf(1e9, 256, 8)).toBe(8);
  const steps = Array.from({ length: 300 }, (_, rate) => stepOf(rate, 256, 8));
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
});
