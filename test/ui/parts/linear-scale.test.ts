import { scaleLinear } from "d3";
import fc from "fast-check";
import { expect, test } from "vitest";
import { clampedScale, linearScale } from "../../../src/ui/parts/linear-scale.ts";

const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });
const span = fc.tuple(number, number).filter(([from, to]) => to - from > 1e-3);

test("places, times and ticks are d3's", () => {
  fc.assert(
    fc.property(span, span, number, fc.integer({ min: 1, max: 12 }), (domain, range, value, count) => {
      const d3 = scaleLinear(domain, range);
      const own = linearScale(domain, range);
      expect([own(value), own.invert(value), own.ticks(count)]).toEqual([
        d3(value),
        d3.invert(value),
        d3.ticks(count),
      ]);
      const clamped = clampedScale(domain, range);
      d3.clamp(true);
      expect([clamped(value), clamped.invert(value)]).toEqual([d3(value), d3.invert(value)]);
    }),
  );
});

test("a span without length is one place, and back its middle", () => {
  expect(linearScale([5, 5], [0, 10])(7)).toBe(5);
  expect(linearScale([0, 8], [3, 3]).invert(3)).toBe(4);
});
