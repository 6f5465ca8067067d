import * as z from "zod";
import { ok, type QuantityError, type Result } from "../base/index.ts";
import type { Popularity } from "./key-popularity.ts";

/** A name of a node, client or key as documents write it. */
export const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

export const name = z
  .string()
  .regex(NAME, "a name begins with a letter and goes on with letters, digits, _ -")
  .meta({ title: "a name", forms: ["n1"] });

const ALPHA_MOST = 10;

/** `uniform`, `zipf(0.99)`. */
export const popularity = z
  .string()
  .transform((text, context): Popularity => {
    const read = parsePopularity(text.trim());
    if (read.ok) return read.value;
    const params = { found: JSON.stringify(text), accepted: read.error.accepted };
    context.addIssue({ code: "custom", message: read.error.problem, params });
    return z.NEVER;
  })
  .meta({ title: "a popularity", forms: ["uniform", "zipf(0.99)"] });

function parsePopularity(text: string): Result<Popularity, QuantityError> {
  if (text === "uniform") return ok({ kind: "uniform" });
  const match = /^zipf\(\s*(\d*\.?\d+)\s*\)$/.exec(text);
  const alpha = match === null ? Number.NaN : Number(match[1]);
  if (alpha >= 0 && alpha <= ALPHA_MOST) return ok({ kind: "zipf", alpha });
  const problem =
    match === null
      ? `"${text}" is not a popularity`
      : `the exponent ${match[1]} is not in 0 to ${ALPHA_MOST}`;
  return { ok: false, error: { problem, accepted: ["uniform", "zipf(0.99)"] } };
}
