import type { ParamInfo } from "../../session/index.ts";

/** A slider over the texts of a parameter: `0` … `0.3`, or `10ms` … `200ms` in the unit of its bounds. */
export interface ParameterSlider {
  readonly steps: number;
  toStep(text: string): number;
  fromStep(step: number): string;
}

const STEPS = 100;
/** From this ratio of its bounds on, equal steps of a slider are equal ratios. */
const LOGARITHMIC_FROM = 100;
const QUANTITY = /^\s*([+-]?\d*\.?\d+)\s*([a-zµ%/]*)\s*$/i;
const US: Readonly<Record<string, number>> = {
  us: 1,
  µs: 1,
  ms: 1_000,
  s: 1_000_000,
  min: 60_000_000,
  h: 3_600_000_000,
};

interface Quantity {
  readonly value: number;
  readonly unit: string;
  readonly isTime: boolean;
}

/** Undefined where the bounds are not two quantities of one kind. */
export function sliderOf({ range }: Pick<ParamInfo, "range">): ParameterSlider | undefined {
  const low = quantity(range?.[0]);
  const high = quantity(range?.[1]);
  if (low === undefined || high === undefined || high.value <= low.value) return undefined;
  if (low.isTime !== high.isTime || (!low.isTime && low.unit !== high.unit)) return undefined;
  return low.value > 0 && high.value / low.value > LOGARITHMIC_FROM
    ? logarithmic(low, high)
    : linear(low, high);
}

function linear(low: Quantity, high: Quantity): ParameterSlider {
  const { unit } = high;
  const scale = US[unit] ?? 1;
  const span = (high.value - low.value) / scale;
  const step = (isWhole(low, high) ? Math.max(1, roundStep(span / STEPS)) : roundStep(span / STEPS)) * scale;
  const steps = Math.round((high.value - low.value) / step);
  return {
    steps,
    toStep: (text) => clamp(((quantity(text)?.value ?? low.value) - low.value) / step, steps),
    fromStep: (at) => `${Number(((low.value + at * step) / scale).toPrecision(6))}${unit}`,
  };
}

/** Two significant digits, in the unit that suits the size. */
function logarithmic(low: Quantity, high: Quantity): ParameterSlider {
  const decades = Math.log10(high.value / low.value);
  const steps = Math.round(STEPS * Math.max(1, decades / 2));
  const valueAt = (at: number): number => {
    if (at === 0 || at === steps) return at === 0 ? low.value : high.value;
    const value = Number((low.value * 10 ** ((at / steps) * decades)).toPrecision(2));
    return isWhole(low, high) ? Math.round(value) : value;
  };
  return {
    steps,
    toStep: (text) => {
      const value = quantity(text)?.value ?? low.value;
      return clamp((Math.log10(Math.max(value, low.value) / low.value) / decades) * steps, steps);
    },
    fromStep: (at) => quantityText(valueAt(at), high),
  };
}

function clamp(step: number, steps: number): number {
  return Math.min(steps, Math.max(0, Math.round(step)));
}

/** Whole bounds that leave room for a number in between: counts. Between 0 and 1 there are shares. */
function isWhole(low: Quantity, high: Quantity): boolean {
  return (
    high.unit === "" &&
    Number.isInteger(low.value) &&
    Number.isInteger(high.value) &&
    high.value - low.value >= 2
  );
}

function quantityText(value: number, { isTime, unit }: Quantity): string {
  if (!isTime) return `${value}${unit}`;
  const best = value >= 1_000_000 ? "s" : value >= 1_000 ? "ms" : "us";
  return `${Number((value / US[best]!).toPrecision(6))}${best}`;
}

/** 1, 2 or 5 of a decade, so that values stay round; never more than `wanted`, so that the end can be reached. */
function roundStep(wanted: number): number {
  const decade = 10 ** Math.floor(Math.log10(wanted));
  return [5, 2, 1].map((factor) => factor * decade).find((step) => step <= wanted * 1.0001) ?? decade;
}

/** A number and its unit; undefined for anything else. Times are in µs. */
export function quantity(text: string | undefined): Quantity | undefined {
  const match = QUANTITY.exec(text ?? "");
  if (match === null) return undefined;
  const unit = match[2] ?? "";
  const isTime = unit in US;
  return { value: Number(match[1]) * (US[unit] ?? 1), unit, isTime };
}
