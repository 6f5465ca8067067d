import { describeChecks } from "./describe-checks.ts";
import { questions } from "./claims/questions.ts";
import { documentJsonSchema } from "./json-schema.ts";
import { metrics } from "./metrics/registry.ts";
import { programs } from "./programs.ts";
import type { JsonSchema } from "./schema-walk.ts";

/**
 * The JSON Schema of a scenario document for editors: with the names that only the registries know, each with what it
 * means, so that an editor can offer and explain them.
 */
export function scenarioJsonSchema(): JsonSchema {
  known ??= withNames(documentJsonSchema());
  return known;
}

let known: JsonSchema | undefined;

function withNames(schema: JsonSchema): JsonSchema {
  const { checks, metrics: wanted, claims, ...others } = schema.properties!;
  const families = Object.keys(programs).filter((name) =>
    describeChecks().some(([one]) => one.startsWith(`${name}/`)),
  );
  const all = families.map((name) => [`${name}/*`, `all that ${name} promises`] as const);
  const named: Readonly<Record<string, JsonSchema>> = {
    checks: { ...checks, items: oneOfNames([...describeChecks(), ...all]) },
    metrics: { ...wanted, items: oneOfNames(metrics.map(({ name, says }) => [name, says])) },
    claims: withExpressions(claims!),
  };
  const properties = Object.keys(schema.properties!).map((key) => [key, named[key] ?? others[key]!] as const);
  return { ...schema, properties: Object.fromEntries(properties) };
}

function oneOfNames(names: readonly (readonly [name: string, says: string])[]): JsonSchema {
  return { type: "string", anyOf: names.map(([name, says]) => ({ const: name, description: says })) };
}

/** A claim's expression is not one of these, but begins like one. */
function withExpressions(claims: JsonSchema): JsonSchema {
  const items = claims.items as JsonSchema;
  const forms = Object.values(questions).map(({ form }) => form);
  const expect = { ...items.properties!["expect"], examples: forms };
  return { ...claims, items: { ...items, properties: { ...items.properties, expect } } };
}
