import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addHistogram,
  createHistogram,
  meanValue,
  quantileValue,
  recordValue,
  type Histogram,
} from "../../src/base/index.ts";

const value = fc.oneof(
  fc.nat(300),
  fc.nat(1_000_000),
  fc.integer({ min: 0, max: 2 ** 40 }),
  fc.integer({ min: 2 ** 31 - 70, max: 2 ** 31 + 70 }),
  fc.integer({ min: 2 ** 32 - 70, max: 2 ** 32 + 70 }),
  fc.maxSafeNat(),
);
const values = fc.array(value, { minLength: 1, maxLength: 200 });

function histogramOf(recorded: readonly number[]): Histogram {
  const histogram = createHistogram();
  for (const one of recorded) recordValue(histogram, one);
  return histogram;
}

describe("histogram", () => {
  it("has every quantile of the sorted values, within 1/128", () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (recorded, fraction) => {
        const sorted = recorded.toSorted((a, b) => a - b);
        const exact = sorted[Math.max(1, Math.ceil(fraction * sorted.length)) - 1]!;
        expect(Math.abs(quantileValue(histogramOf(recorded), fraction) - exact)).toBeLessThanOrEqual(
          exact / 128,
        );
      }),
      { numRuns: 500 },
    );
  });

  it("is exact below 128, and at both ends", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(127), { minLength: 1 }), values, (small, recorded) => {
        const sorted = small.toSorted((a, b) => a - b);
        expect(quantileValue(histogramOf(small), 0.5)).toBe(sorted[Math.ceil(small.length / 2) - 1]);
        const histogram = histogramOf(recorded);
        expect([histogram.least, histogram.most]).toEqual([Math.min(...recorded), Math.max(...recorded)]);
      }),
    );
  });

  it("adds up: two together are one over all", () => {
    fc.assert(
      fc.property(values, values, (one, other) => {
        const sum = histogramOf(one);
        addHistogram(sum, histogramOf(other));
        const whole = histogramOf([...one, ...other]);
        expect(sum.count).toBe(whole.count);
        for (const fraction of [0, 0.1, 0.5, 0.99, 1]) {
          expect(quantileValue(sum, fraction)).toBe(quantileValue(whole, fraction));
        }
      }),
    );
  });

  it("has no mean and no quantile while empty", () => {
    expect([meanValue(createHistogram()), quantileValue(createHistogram(), 0.5)]).toEqual([
      Number.NaN,
      Number.NaN,
    ]);
  });
});
