import { expect, test } from "vitest";
import { sliderOf } from "../../../src/ui/inspector/parameter-scale.ts";

const param = (low: string, high: string): Parameters<typeof sliderOf>[0] => ({
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
  expect(sliderOf({})).toBeUndefined();
});

test("a slider over more than two decades goes by ratios, in the unit that suits the size", () => {
  const slider = sliderOf(param("100us", "1s"))!;
  expect(slider.fromStep(0)).toBe("100us");
  expect(slider.fromStep(slider.steps)).toBe("1s");
  expect(slider.toStep("10ms")).toBe(slider.steps / 2);
  expect(slider.fromStep(slider.steps / 2)).toBe("10ms");
  expect(slider.fromStep(slider.toStep("2.5s"))).toBe("1s");
});

test("counts stay whole, rates keep their unit", () => {
  const nodes = sliderOf(param("1", "9"))!;
  expect(Array.from({ length: nodes.steps + 1 }, (_, step) => nodes.fromStep(step)).join()).toBe(
    "1,2,3,4,5,6,7,8,9",
  );
  const rate = sliderOf(param("1/s", "1000/s"))!;
  expect(rate.fromStep(rate.toStep("32/s"))).toBe("32/s");
});
