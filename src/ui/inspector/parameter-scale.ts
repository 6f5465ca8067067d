import type { ParamInfo } from "../../session/index.ts";

/** A slider over the texts of a parameter: `0` … `0.3`, or `10ms` … `200ms` in the unit of its bounds. */
export interface ParameterSlider {
  readonly steps: number;
  toStep(text: string): number;
  fromStep(step: number): string;
}

const STEPS = 100;
const QUANTITY = /^\s*([+-]?\d*\.?\d+)\s*([a-zµ%]*)\s*$/i;
const US: Readonly<Record<string, number>> = {
  us: 1,
  µs: 1,
  ms: 1_000,
  s: 1_000_000,
  min: 60_000_000,
  h: 3_600_000_000,
};

/** Undefined where the bounds are not two quantities of one kind. */
export function sliderOf({ range }: ParamInfo): ParameterSlider | undefined {
  const low = quantity(range?.[0]);
  const high = quantity(range?.[1]);
  if (low === undefined || high === undefined || high.value <= low.value || low.isTime !== high.isTime)
    return undefined;
  const unit = high.unit;
  const scale = US[unit] ?? 1;
  const step = roundStep((high.value - low.value) / STEPS / scale) * scale;
  const steps = Math.round((high.value - low.value) / step);
  return {
    steps,
    toStep: (text) =>
      Math.min(steps, Math.max(0, Math.round(((quantity(text)?.value ?? low.value) - low.value) / step))),
    fromStep: (at) => `${Number(((low.value + at * step) / scale).toPrecision(6))}${unit}`,
  };
}

/** 1, 2 or 5 of a decade, so that values stay round; never more than `wanted`, so that the end can be reached. */
function roundStep(wanted: number): number {
  const decade = 10 ** Math.floor(Math.log10(wanted));
  return [5, 2, 1].map((factor) => factor * decade).find((step) => step <= wanted * 1.0001) ?? decade;
}

function quantity(text: string | undefined): { value: number; unit: string; isTime: boolean } | undefined {
  const match = QUANTITY.exec(text ?? "");
  if (match === null) return undefined;
  const unit = match[2] ?? "";
  const isTime = unit in US;
  return { value: Number(match[1]) * (US[unit] ?? 1), unit, isTime };
}
