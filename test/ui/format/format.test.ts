import { expect, test } from "vitest";
import { FASTEST, SLOWEST, sliderToSpeed, speedText, speedToSlider } from "../../../src/ui/format/speed.ts";
import { metricText } from "../../../src/ui/format/metric.ts";
import {
  axisDigits,
  clockText,
  countText,
  durationText,
  momentText,
  secondsText,
} from "../../../src/ui/format/time.ts";

test("counts and clocks are grouped", () => {
  expect([0, 999, 1_000, 12_431, 1_234_567].map(countText)).toEqual([
    "0",
    "999",
    "1,000",
    "12,431",
    "1,234,567",
  ]);
  expect([0, 2_173_000, 59_999_999.7].map(clockText)).toEqual(["0.000 000", "2.173 000", "59.999 999"]);
});

test("a moment is cut, never rounded up", () => {
  expect(secondsText(1_999_999)).toBe("1.999");
  expect(secondsText(2_145_300, 6)).toBe("2.145300");
});

test("durations have their unit", () => {
  expect([40, 1_500, 133_000, 1_250_000, 90_000_000].map(durationText)).toEqual([
    "40 µs",
    "1.5 ms",
    "133 ms",
    "1.25 s",
    "1.5 min",
  ]);
});

test("axis labels have as many decimals as their step needs", () => {
  expect([10_000_000, 1_000_000, 500_000, 50_000, 20_000, 100].map(axisDigits)).toEqual([0, 0, 1, 2, 2, 4]);
});

test("speeds are said as fractions below one", () => {
  expect([0.01, 0.001, 1, 2.5, 1000].map(speedText)).toEqual(["1/100×", "1/1000×", "1×", "2.5×", "1000×"]);
});

test("the control is logarithmic, its ends are the bounds, its values are round", () => {
  expect([SLOWEST, 1, FASTEST].map(speedToSlider)).toEqual([-3, 0, 3]);
  expect([-3, -1.7, 0, 0.69, 3].map(sliderToSpeed)).toEqual([0.001, 1 / 50, 1, 5, 1000]);
});

test("a metric has its unit", () => {
  expect([metricText(4, "ms"), metricText(19.98765432, "per s")]).toEqual(["4 ms", "19.9877 per s"]);
  expect([metricText(3, ""), metricText(null, "ms")]).toEqual(["3", "none"]);
});

test("a moment in running words has no digits that say nothing", () => {
  expect([3_102_500, 2_000_000, 105].map(momentText)).toEqual(["3.1025 s", "2 s", "0.000105 s"]);
});
