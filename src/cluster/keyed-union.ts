import * as z from "zod";

type Variants = Readonly<Record<string, z.ZodObject>>;

/**
 * One of several forms of a map, told apart by which key it has: `{ at: 2s, crash: n1 }` is the form `crash`.
 *
 * A plain union would answer with the problems of every form; this one finds the form that was meant and
 * answers with the problems of that. `what` is what such a map is called, in the singular. The forms stand in the
 * schema's meta as `variants`, for whoever generates a JSON Schema.
 */
export function keyedUnion<V extends Variants>(
  what: string,
  variants: V,
): z.ZodType<z.output<V[keyof V]>, z.input<V[keyof V]>> {
  const names = Object.keys(variants);
  const input = z.unknown() as unknown as z.ZodType<z.input<V[keyof V]>, z.input<V[keyof V]>>;
  return input
    .transform((raw: unknown, context): z.output<V[keyof V]> => {
      const chosen = chooseVariant(what, variants, raw);
      if ("problem" in chosen) {
        const params = { found: describe(raw), accepted: names };
        context.addIssue({ code: "custom", message: chosen.problem, path: chosen.path, params });
        return z.NEVER;
      }
      const parsed = chosen.variant.safeParse(raw);
      if (parsed.success) return parsed.data as z.output<V[keyof V]>;
      for (const issue of parsed.error.issues) context.issues.push({ ...issue, input: raw } as never);
      return z.NEVER;
    })
    .meta({ variants });
}

type Chosen = { readonly variant: z.ZodObject } | { readonly problem: string; readonly path: string[] };

function chooseVariant(what: string, variants: Variants, raw: unknown): Chosen {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    return { problem: `${what} is a map with one of these keys`, path: [] };
  }
  const present = Object.keys(raw).filter((key) => Object.hasOwn(variants, key));
  if (present.length === 1) return { variant: variants[present[0]!]! };
  if (present.length > 1) {
    return {
      problem: `${what} has either "${present[0]}" or "${present[1]}", not both`,
      path: [present[1]!],
    };
  }
  const shared = commonKeys(variants);
  const strange = Object.keys(raw).find((key) => !shared.has(key));
  return strange === undefined
    ? { problem: `${what} needs one of these keys`, path: [] }
    : { problem: `unknown key "${strange}"`, path: [strange] };
}

/** Keys that every form has. */
function commonKeys(variants: Variants): Set<string> {
  const keySets = Object.values(variants).map((variant) => Object.keys(variant.shape));
  return new Set(keySets[0]!.filter((key) => keySets.every((keys) => keys.includes(key))));
}

function describe(raw: unknown): string {
  const text = JSON.stringify(raw) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
