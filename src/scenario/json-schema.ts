import * as z from "zod";
import { documentFormat } from "./document-schema.ts";
import type { Path } from "./place-of-path.ts";
import * as walk from "./schema-walk.ts";
import type { JsonSchema } from "./schema-walk.ts";

type Writable = Record<string, unknown>;

/** What this project's fields put into a schema's meta. */
interface FieldMeta {
  readonly variants?: Readonly<Record<string, z.ZodType>>;
  readonly forms?: readonly string[];
}

/** The JSON Schema of a scenario document: made from the same schema that checks it. */
export function documentJsonSchema(): JsonSchema {
  const { schema } = documentFormat();
  if (made?.of !== schema) made = { of: schema, jsonSchema: convert(schema) };
  return made.jsonSchema;
}

let made: { readonly of: z.ZodType; readonly jsonSchema: JsonSchema } | undefined;

function convert(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      const { variants, forms, ...rest } = jsonSchema as Writable & FieldMeta;
      if (variants !== undefined) rest["anyOf"] = Object.values(variants).map(withoutHead);
      if (forms !== undefined && forms.length > 0) rest["examples"] = forms;
      for (const key of Object.keys(jsonSchema)) delete (jsonSchema as Writable)[key];
      Object.assign(jsonSchema, rest);
    },
  }) as JsonSchema;
}

function withoutHead(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = convert(schema) as JsonSchema & { $schema?: string };
  return rest;
}

/** As in the walk, over this schema. */
export const schemasAt = (path: Path, data: unknown): readonly JsonSchema[] =>
  walk.schemasAt(documentJsonSchema(), path, data);
export const keysAt = (path: Path, data: unknown): string[] => walk.keysAt(documentJsonSchema(), path, data);
export const knownPaths = (data: unknown): string[] => walk.knownPaths(documentJsonSchema(), data);
