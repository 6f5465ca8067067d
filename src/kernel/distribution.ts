import {
  err,
  exp,
  ok,
  parseExactDuration,
  pow,
  unknownName,
  type QuantityError,
  type Result,
} from "../base/index.ts";
import type { RandomStream } from "./random-streams.ts";
import { drawExponential, drawNormal } from "./ziggurat.ts";

/**
 * How long something takes: a distribution of durations, in µs before rounding.
 *
 * | text | drawn |
 * |---|---|
 * | `5ms` | always 5 ms |
 * | `uniform(3ms, 7ms)`, `3ms..7ms` | uniform between the two |
 * | `exponential(5ms)` | mean 5 ms |
 * | `normal(5ms, 1ms)` | mean and standard deviation; never below 0 |
 * | `lognormal(5ms, 0.4)` | median 5 ms, standard deviation 0.4 of the logarithm |
 * | `pareto(1ms, 1.5)` | scale (smallest value) and shape |
 * | `percentiles(p0=1ms, p50=2ms, p99=20ms, p100=80ms)` | linear between the given percentiles |
 * | `mix(90% 1ms, 10% exponential(5ms))` | one of them, by weight |
 * | `1ms + exponential(1ms)` | the sum of independent draws |
 */
export type Distribution =
  | { readonly kind: "constant"; readonly us: number }
  | { readonly kind: "uniform"; readonly lowUs: number; readonly highUs: number }
  | { readonly kind: "exponential"; readonly meanUs: number }
  | { readonly kind: "normal"; readonly meanUs: number; readonly deviationUs: number }
  | { readonly kind: "lognormal"; readonly medianUs: number; readonly sigma: number }
  | { readonly kind: "pareto"; readonly scaleUs: number; readonly shape: number }
  | { readonly kind: "percentiles"; readonly points: readonly (readonly [percent: number, us: number])[] }
  | { readonly kind: "mix"; readonly parts: readonly (readonly [weight: number, part: Distribution])[] }
  | { readonly kind: "sum"; readonly parts: readonly Distribution[] };

/** One delay in whole µs, never negative. Rounding to µs happens here and nowhere else. */
export function drawUs(distribution: Distribution, random: RandomStream): number {
  if (distribution.kind === "constant") return Math.round(distribution.us);
  const us = Math.round(draw(distribution, random));
  return us > 0 ? Math.min(us, LONGEST_US) : 0;
}

/** A heavy tail may be cut here: 11 days, in µs. */
const LONGEST_US = 1e12;

function draw(distribution: Distribution, random: RandomStream): number {
  switch (distribution.kind) {
    case "constant":
      return distribution.us;
    case "uniform":
      return distribution.lowUs + (distribution.highUs - distribution.lowUs) * random();
    case "exponential":
      return distribution.meanUs * drawExponential(random);
    case "normal":
      return distribution.meanUs + distribution.deviationUs * drawNormal(random);
    case "lognormal":
      return distribution.medianUs * exp(distribution.sigma * drawNormal(random));
    case "pareto":
      return distribution.scaleUs / pow(1 - random(), 1 / distribution.shape);
    case "percentiles":
      return interpolate(distribution.points, random() * 100);
    case "mix":
      return draw(choose(distribution.parts, random()), random);
    case "sum":
      return drawSum(distribution.parts, random);
  }
}

function drawSum(parts: readonly Distribution[], random: RandomStream): number {
  let total = 0;
  for (let index = 0; index < parts.length; index++) total += draw(parts[index]!, random);
  return total;
}

/** The mean in µs; Infinity where there is none (a Pareto tail of shape ≤ 1). */
export function meanUs(distribution: Distribution): number {
  switch (distribution.kind) {
    case "constant":
      return distribution.us;
    case "uniform":
      return (distribution.lowUs + distribution.highUs) / 2;
    case "exponential":
    case "normal":
      return distribution.meanUs;
    case "lognormal":
      return distribution.medianUs * exp((distribution.sigma * distribution.sigma) / 2);
    case "pareto":
      return distribution.shape <= 1
        ? Infinity
        : (distribution.scaleUs * distribution.shape) / (distribution.shape - 1);
    case "percentiles":
      return meanOfPercentiles(distribution.points);
    case "mix":
      return distribution.parts.reduce((total, [weight, part]) => total + weight * meanUs(part), 0);
    case "sum":
      return distribution.parts.reduce((total, part) => total + meanUs(part), 0);
  }
}

function choose(parts: readonly (readonly [number, Distribution])[], random: number): Distribution {
  let below = 0;
  for (const [weight, part] of parts) {
    below += weight;
    if (random < below) return part;
  }
  return parts[parts.length - 1]![1];
}

function interpolate(points: readonly (readonly [number, number])[], percent: number): number {
  let [leftPercent, leftUs] = points[0]!;
  for (const [rightPercent, rightUs] of points) {
    if (percent <= rightPercent) {
      const width = rightPercent - leftPercent;
      return width === 0 ? rightUs : leftUs + ((rightUs - leftUs) * (percent - leftPercent)) / width;
    }
    leftPercent = rightPercent;
    leftUs = rightUs;
  }
  return leftUs;
}

function meanOfPercentiles(points: readonly (readonly [number, number])[]): number {
  let total = 0;
  for (let index = 1; index < points.length; index++) {
    const [leftPercent, leftUs] = points[index - 1]!;
    const [rightPercent, rightUs] = points[index]!;
    total += ((rightPercent - leftPercent) / 100) * ((leftUs + rightUs) / 2);
  }
  return total;
}

type Parsed = Result<Distribution, QuantityError>;

/** The forms in the table above, for error messages. */
export const DISTRIBUTION_FORMS: readonly string[] = [
  "5ms",
  "3ms..7ms",
  "uniform(3ms, 7ms)",
  "exponential(5ms)",
  "normal(5ms, 1ms)",
  "lognormal(5ms, 0.4)",
  "pareto(1ms, 1.5)",
  "percentiles(p0=1ms, p50=2ms, p100=80ms)",
  "mix(90% 1ms, 10% exponential(5ms))",
  "1ms + exponential(1ms)",
];

const PARSERS: Readonly<Record<string, (args: readonly string[]) => Parsed>> = {
  constant: (args) => withDurations(args, 1, ([us]) => ({ kind: "constant", us: us! })),
  uniform: (args) =>
    withDurations(args, 2, ([lowUs, highUs]) => ({ kind: "uniform", lowUs: lowUs!, highUs: highUs! })),
  exponential: (args) => withDurations(args, 1, ([mean]) => ({ kind: "exponential", meanUs: mean! })),
  normal: (args) =>
    withDurations(args, 2, ([mean, deviation]) => ({
      kind: "normal",
      meanUs: mean!,
      deviationUs: deviation!,
    })),
  lognormal: (args) => withShape(args, (medianUs, sigma) => ({ kind: "lognormal", medianUs, sigma })),
  pareto: (args) => withShape(args, (scaleUs, shape) => ({ kind: "pareto", scaleUs, shape })),
  percentiles: parsePercentiles,
  mix: parseMix,
};

/** Reads one of the forms in the table above. The error says what is accepted. */
export function parseDistribution(text: string | number): Parsed {
  return parseTerm(String(text).trim(), 0);
}

function parseTerm(text: string, depth: number): Parsed {
  if (depth > 8) return refuse("the distribution is nested too deeply");
  const terms = splitOutside(text, "+");
  if (terms.length > 1) return collect(terms, depth, (parts) => ({ kind: "sum", parts }));
  const call = /^([a-zA-Z]+)\s*\((.*)\)$/s.exec(text);
  if (call !== null) return parseCall(call[1]!, splitOutside(call[2]!, ","));
  if (text.includes("..")) return PARSERS["uniform"]!(text.split(".."));
  return withDurations([text], 1, ([us]) => ({ kind: "constant", us: us! }));
}

function parseCall(name: string, args: readonly string[]): Parsed {
  const parser = Object.hasOwn(PARSERS, name) ? PARSERS[name] : undefined;
  if (parser !== undefined) return parser(args);
  const place = { file: "", line: 0, column: 0 };
  const { problem, nearest } = unknownName(place, "distribution", name, Object.keys(PARSERS));
  return refuse(nearest === undefined ? problem : `${problem}; did you mean "${nearest}"?`);
}

function withDurations(
  args: readonly string[],
  count: number,
  build: (us: readonly number[]) => Distribution,
): Parsed {
  if (args.length !== count) return refuse(`${count} durations expected, found ${args.length}`);
  const values: number[] = [];
  for (const arg of args) {
    const us = parseExactDuration(arg.trim());
    if (!us.ok) return refuse(us.error.problem);
    if (us.value < 0) return refuse(`the duration "${arg.trim()}" is negative`);
    values.push(us.value);
  }
  const built = build(values);
  if (built.kind === "uniform" && built.highUs < built.lowUs) return refuse("the range runs backwards");
  return ok(built);
}

function withShape(args: readonly string[], build: (us: number, shape: number) => Distribution): Parsed {
  if (args.length !== 2) return refuse(`a duration and a number expected, found ${args.length} values`);
  const shape = Number(args[1]);
  if (!(shape > 0 && shape < 1e6)) return refuse(`"${args[1]!.trim()}" is not a positive number`);
  return withDurations([args[0]!], 1, ([us]) => build(us!, shape));
}

function parsePercentiles(args: readonly string[]): Parsed {
  const points: [number, number][] = [];
  for (const arg of args) {
    const match = /^\s*p([\d.]+)\s*=\s*(.+)$/.exec(arg);
    const us = match === null ? undefined : parseExactDuration(match[2]!.trim());
    if (match === null || us === undefined || !us.ok) return refuse(`"${arg.trim()}" is not a percentile`);
    points.push([Number(match[1]), us.value]);
  }
  for (let index = 1; index < points.length; index++) {
    const rises = points[index]![0] > points[index - 1]![0] && points[index]![1] >= points[index - 1]![1];
    if (!rises) return refuse("percentiles must rise from one to the next");
  }
  if (points.length < 2 || points[0]![0] !== 0 || points[points.length - 1]![0] !== 100) {
    return refuse("percentiles must reach from p0 to p100");
  }
  return ok({ kind: "percentiles", points });
}

function parseMix(args: readonly string[]): Parsed {
  const parts: [number, Distribution][] = [];
  for (const arg of args) {
    const match = /^\s*([\d.]+)\s*%\s*(.+)$/s.exec(arg);
    if (match === null) return refuse(`"${arg.trim()}" has no weight in %`);
    const part = parseTerm(match[2]!.trim(), 4);
    if (!part.ok) return part;
    parts.push([Number(match[1]) / 100, part.value]);
  }
  const total = parts.reduce((sum, [weight]) => sum + weight, 0);
  if (Math.abs(total - 1) > 1e-6)
    return refuse(`the weights add up to ${Math.round(total * 10000) / 100} %, not 100 %`);
  return ok({ kind: "mix", parts });
}

function collect(
  terms: readonly string[],
  depth: number,
  build: (parts: Distribution[]) => Distribution,
): Parsed {
  const parts: Distribution[] = [];
  for (const term of terms) {
    const part = parseTerm(term.trim(), depth + 1);
    if (!part.ok) return part;
    parts.push(part.value);
  }
  return ok(build(parts));
}

/** Splits at a separator that stands outside parentheses. */
function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    if (character === "(") depth++;
    if (character === ")") depth--;
    if (character === separator && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

function refuse(problem: string): Parsed {
  return err({ problem, accepted: DISTRIBUTION_FORMS });
}
