import { expect, test } from "vitest";
import { sliderOf } from "../../../src/ui/inspector/parameter-scale.ts";

const param = (low: string, high: string): Parameters<typeof sliderOf>[0] => ({
  name: "p",
  path: "p",
  value: low,
  range: [low, high],
});

test("a slider runs from bound to bound in round steps, in the unit of its upper bound", () => {
  const slider = sliderOf(param("10ms", "200ms"))!;
  expect(slider.fromStep(0)).toBe("10ms");
  expect(slider.fromStep(slider.steps)).toBe("200ms");
  expect(slider.fromStep(slider.toStep("50ms"))).toBe("50ms");
});

test("bare numbers have no unit", () => {
  const slider = sliderOf(param("0", "0.3"))!;
  expect(slider.fromStep(slider.steps)).toBe("0.3");
  expect(slider.fromStep(slider.toStep("0.1"))).toBe("0.1");
});

test("where the bounds are not two quantities of one kind there is no slider", () => {
  expect(sliderOf(param("a", "b"))).toBeUndefined();
  expect(sliderOf(param("0", "10ms"))).toBeUndefined();
  expect(sliderOf({ name: "p", path: "p", value: "x" })).toBeUndefined();
});
