import { schemasAt, type JsonSchema } from "../../session/index.ts";
import type { Place } from "./place.ts";

/**
 * The schemas at a path as they are declared, with the description that a choice of forms has as a whole: where
 * `schemasAt` answers with the forms.
 */
export function declaredAt(root: JsonSchema, path: Place["path"], data: unknown): readonly JsonSchema[] {
  const last = path.at(-1);
  if (last === undefined) return [root];
  return schemasAt(root, path.slice(0, -1), data).flatMap((parent) => {
    const own =
      typeof last === "number"
        ? (parent.prefixItems?.[last] ?? parent.items)
        : (parent.properties?.[last] ?? parent.additionalProperties);
    return typeof own === "object" ? [own] : [];
  });
}
