import type { Path } from "./place-of-path.ts";

/**
 * Finding one's way in the format's JSON Schema, without zod and without the parser: an editor does it on the page with
 * the schema as a file, the engine with the one that it makes.
 */

/** A JSON Schema, as far as anybody here looks into it. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema | boolean;
  readonly prefixItems?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

/** The schemas that may apply to what stands at `path` in `data`; none when the format knows no such path. */
export function schemasAt(root: JsonSchema, path: Path, data: unknown): readonly JsonSchema[] {
  let schemas = alternatives(root, data);
  let value = data;
  for (const part of path) {
    value =
      typeof value === "object" && value !== null
        ? (value as Record<string | number, unknown>)[part]
        : undefined;
    schemas = schemas
      .flatMap((schema) => childrenOf(schema, part))
      .flatMap((schema) => alternatives(schema, value));
  }
  return schemas;
}

/** The keys that a map at `path` may have. */
export function keysAt(root: JsonSchema, path: Path, data: unknown): string[] {
  return Array.from(
    new Set(schemasAt(root, path, data).flatMap(({ properties }) => Object.keys(properties ?? {}))),
  );
}

/** Every path of plain keys that the format knows, given what the document has. */
export function knownPaths(root: JsonSchema, data: unknown): string[] {
  const paths: string[] = [];
  const visit = (path: readonly string[], depth: number): void => {
    for (const key of keysAt(root, path, data)) {
      paths.push([...path, key].join("."));
      if (depth < 3) visit([...path, key], depth + 1);
    }
  };
  visit([], 0);
  return paths;
}

function childrenOf(schema: JsonSchema, part: string | number): JsonSchema[] {
  if (typeof part === "number") {
    const item = schema.prefixItems?.[part] ?? schema.items;
    return typeof item === "object" ? [item] : [];
  }
  if (schema.properties !== undefined && Object.hasOwn(schema.properties, part))
    return [schema.properties[part]!];
  return typeof schema.additionalProperties === "object" ? [schema.additionalProperties] : [];
}

/** The forms that a schema allows; where the data has the key that tells forms apart, only the form it has. */
function alternatives(schema: JsonSchema, data: unknown): readonly JsonSchema[] {
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms === undefined) return [schema];
  const flat = forms.flatMap((form) => alternatives(form, data));
  if (typeof data !== "object" || data === null || Array.isArray(data)) return flat;
  const fitting = flat.filter((form) => fits(form, data as Record<string, unknown>));
  return fitting.length > 0 ? fitting : flat;
}

function fits({ properties = {}, required = [] }: JsonSchema, data: Record<string, unknown>): boolean {
  return required.every((key) => {
    if (!Object.hasOwn(data, key)) return false;
    const expected = properties[key]?.const;
    return expected === undefined || expected === data[key];
  });
}
