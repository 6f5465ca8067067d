import fc from "fast-check";
import { expect, it } from "vitest";
import { hasPassed, isAhead, trueTimeNow } from "../../../src/protocols/timestamps/true-time.ts";

const times = fc.record({
  trueUs: fc.integer({ min: 0, max: 10_000 }),
  uncertaintyUs: fc.nat(1_000),
  share: fc.double({ min: -1, max: 1, noNaN: true }),
  askedUs: fc.integer({ min: 0, max: 10_000 }),
});

it("says that a time has passed, or has not arrived, only when that is so (§3)", () => {
  fc.assert(
    fc.property(times, ({ trueUs, uncertaintyUs, share, askedUs }) => {
      const now = trueTimeNow(trueUs + share * uncertaintyUs, uncertaintyUs);
      expect(now.earliest).toBeLessThanOrEqual(trueUs);
      expect(now.latest).toBeGreaterThanOrEqual(trueUs);
      if (hasPassed(askedUs, now)) expect(askedUs).toBeLessThan(trueUs);
      if (isAhead(askedUs, now)) expect(askedUs).toBeGreaterThan(trueUs);
    }),
  );
});

it("is sure only once the uncertainty is over: twice the bound after a commit timestamp was drawn (§4.1.2)", () => {
  const { latest: commitUs } = trueTimeNow(1_000, 7);
  expect(hasPassed(commitUs, trueTimeNow(1_014, 7))).toBe(false);
  expect(hasPassed(commitUs, trueTimeNow(1_015, 7))).toBe(true);
  expect(isAhead(commitUs, trueTimeNow(999, 7))).toBe(true);
});
