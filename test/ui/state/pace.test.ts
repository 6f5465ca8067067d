import { expect, test } from "vitest";
import type { Moment } from "../../../src/ui/run/moments.ts";
import { paceAt } from "../../../src/ui/state/pace.ts";

const at = (timeUs: number): Moment => ({ event: 0, timeUs, node: 0, kind: "leader", text: "" });
const FLIGHT = 5_000;

test("at a moment a message can be followed: its flight takes about a third of a second", () => {
  const seconds = FLIGHT / 1e6 / paceAt([at(1_000_000)], 1_000_000, FLIGHT);
  expect(seconds).toBeCloseTo(0.33, 2);
});

test("quiet stretches pass sixteen times faster, and the change is gradual", () => {
  const moments = [at(1_000_000), at(3_000_000)];
  const slow = paceAt(moments, 1_000_000, FLIGHT);
  expect(paceAt(moments, 2_000_000, FLIGHT) / slow).toBeCloseTo(16);
  const speeds = Array.from({ length: 400 }, (_, step) => paceAt(moments, 1_000_000 + step * 5_000, FLIGHT));
  const jumps = speeds.slice(1).map((speed, step) => Math.max(speed / speeds[step]!, speeds[step]! / speed));
  expect(Math.max(...jumps)).toBeLessThan(1.2);
});

test("any scale of time stays within the control", () => {
  expect(paceAt([], 0, 1)).toBeGreaterThanOrEqual(0.001);
  expect(paceAt([], 0, 1e12)).toBeLessThanOrEqual(1000);
});
