import * as z from "zod";
import {
  err,
  ok,
  parseBandwidth,
  parseBytes,
  parseDuration,
  parseDurationRange,
  parseRate,
  type QuantityError,
  type Result,
} from "../base/index.ts";
import { DISTRIBUTION_FORMS, parseDistribution, type Distribution } from "../kernel/index.ts";

/**
 * The fields that scenario documents are made of: text with a unit goes in, the engine's number comes out.
 *
 * An option's schema is built of these, so every program reads quantities alike, and editors get one JSON
 * Schema. Use `.prefault("150ms")` for what holds when a field is left out: it is written as a person would
 * write it. An issue's `params` carry what was found and what is accepted; a schema's meta has its `title` and, as
 * `forms`, how it may be written.
 */
export interface FieldParams {
  readonly found: string;
  readonly accepted: readonly string[];
}

type Text = string | number;
type Field<T> = z.ZodType<T, Text>;

/** `150ms` → µs, whole and not negative. */
export const duration: Field<number> = field("a duration", ["150ms", "2s", "400us"], (text) => {
  const us = parseDuration(text);
  return us.ok && us.value < 0 ? refuse(`the duration ${text} is negative`, ["150ms", "2s"]) : us;
});

/** `-5ms`, `150ms` → µs. */
export const signedDuration: Field<number> = field("a duration", ["5ms", "-5ms"], parseDuration);

/** `150ms..300ms` → shortest and longest, µs. */
export const durationRange: Field<readonly [number, number]> = field(
  "a range of durations",
  ["150ms..300ms", "150ms"],
  parseDurationRange,
);

/** `lognormal(5ms, 0.4)` → a distribution; the forms are those of `parseDistribution`. */
export const distribution: Field<Distribution> = field(
  "a distribution",
  DISTRIBUTION_FORMS,
  parseDistribution,
);

/** `20/s` → events per µs. */
export const rate: Field<number> = field("a rate", ["20/s", "0.5/ms", "1200/min"], parseRate);

/** `64KiB` → bytes. */
export const bytes: Field<number> = field("a size", ["512B", "64KiB", "1.5MB"], parseBytes);

/** `10Mbit/s` → bytes per µs. */
export const bandwidth: Field<number> = field(
  "a bandwidth",
  ["1MB/s", "10Mbit/s", "1Gbit/s"],
  parseBandwidth,
);

/** `0.05` or `5%` → 0 … 1. */
export const probability: Field<number> = field("a probability", ["0.05", "5%"], (text) => {
  const match = /^(\d*\.?\d+(?:e-?\d+)?)\s*(%?)$/.exec(String(text).trim());
  const value = match === null ? Number.NaN : Number(match[1]) / (match[2] === "%" ? 100 : 1);
  return value >= 0 && value <= 1
    ? ok(value)
    : refuse(`"${text}" is not a probability from 0 to 1`, ["0.05", "5%"]);
});

/** A whole number from `least` to `most`. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): Field<number> {
  const span = most === Number.MAX_SAFE_INTEGER ? `at least ${least}` : `${least} to ${most}`;
  return field<number>("a whole number", [span], (text) =>
    typeof text === "number" && Number.isInteger(text) && text >= least && text <= most
      ? ok(text)
      : refuse(`${JSON.stringify(text)} is not a whole number, ${span}`, [span]),
  ).meta({ type: "integer", title: `a whole number, ${span}`, minimum: least, maximum: most, forms: [] });
}

/**
 * A field read by `parse`. Whatever is not text or a number is refused in the same words as text that cannot be
 * read, so there is one kind of issue; the JSON Schema says what goes in.
 */
function field<T>(
  what: string,
  accepted: readonly string[],
  parse: (text: Text) => Result<T, QuantityError>,
): Field<T> {
  const input = z.unknown() as unknown as z.ZodType<Text, Text>;
  return input
    .transform((value, context) => {
      const read = isText(value) ? parse(value) : refuse(`${what} is expected here`, accepted);
      if (read.ok) return read.value;
      const params: FieldParams = {
        found: JSON.stringify(value) ?? "nothing",
        accepted: read.error.accepted,
      };
      context.addIssue({ code: "custom", message: read.error.problem, params });
      return z.NEVER;
    })
    .meta({ type: ["string", "number"], title: what, forms: accepted });
}

function isText(value: unknown): value is Text {
  return typeof value === "string" || typeof value === "number";
}

function refuse(problem: string, accepted: readonly string[]): Result<never, QuantityError> {
  return err({ problem, accepted });
}
