import { expect, test } from "vitest";
import { paceAt, type Around } from "../../../src/ui/state/pace.ts";

/** What lies beside a time, of moments at some times. */
const beside = (moments: readonly number[], us: number): Around => ({
  lastUs: Math.max(-Infinity, ...moments.filter((at) => at <= us)),
  nextUs: Math.min(Infinity, ...moments.filter((at) => at > us)),
});
const FLIGHT = 5_000;

test("at a moment a message can be followed: its flight takes about a third of a second", () => {
  const seconds = FLIGHT / 1e6 / paceAt(beside([1_000_000], 1_000_000), 1_000_000, FLIGHT);
  expect(seconds).toBeCloseTo(0.33, 2);
});

test("quiet stretches pass sixteen times faster, and the change is gradual", () => {
  const pace = (us: number): number => paceAt(beside([1_000_000, 3_000_000], us), us, FLIGHT);
  expect(pace(2_000_000) / pace(1_000_000)).toBeCloseTo(16);
  const speeds = Array.from({ length: 400 }, (_, step) => pace(1_000_000 + step * 5_000));
  const jumps = speeds.slice(1).map((speed, step) => Math.max(speed / speeds[step]!, speeds[step]! / speed));
  expect(Math.max(...jumps)).toBeLessThan(1.2);
});

test("any scale of time stays within the control", () => {
  expect(paceAt(beside([], 0), 0, 1)).toBeGreaterThanOrEqual(0.001);
  expect(paceAt(beside([], 0), 0, 1e12)).toBeLessThanOrEqual(1000);
});
