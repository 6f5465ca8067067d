import { schemasAt, type JsonSchema } from "../../session/index.ts";
import { declaredAt } from "./declared-at.ts";
import { keyNamesFor, namesFor } from "./names.ts";
import type { Place } from "./place.ts";

/** What may be written at a place. */
export interface Suggestion {
  readonly text: string;
  readonly kind: "key" | "value" | "name";
  /** A word or two beside it: the default, or what the name stands for. */
  readonly beside: string;
  readonly says: string;
  /** A key that must be there. */
  readonly isNeeded: boolean;
  /** What comes after a key. */
  readonly holds?: "map" | "list" | "value";
}

/** All that the format and the document's own names offer at a place, what is needed first. */
export function suggestionsAt(root: JsonSchema, place: Place): readonly Suggestion[] {
  const found = place.part === "key" ? keys(root, place) : values(root, place);
  const seen = new Set<string>();
  const unique = found.filter(({ text }) => !seen.has(text) && seen.add(text));
  return [...unique.filter(({ isNeeded }) => isNeeded), ...unique.filter(({ isNeeded }) => !isNeeded)];
}

function keys(root: JsonSchema, place: Place): Suggestion[] {
  const present = presentKeys(place);
  const maps = schemasAt(root, place.path, place.data);
  // Of several forms each needs a key of its own; needed here is what all of them need.
  const isNeeded = (key: string): boolean => maps.every(({ required = [] }) => required.includes(key));
  const known = maps.flatMap(({ properties = {} }) =>
    Object.entries(properties).map(([key, schema]) => toKey(key, schema, isNeeded(key))),
  );
  const isOpen = maps.some(({ additionalProperties }) => typeof additionalProperties === "object");
  const names = isOpen ? keyNamesFor(place).map(({ name, what }) => toName(name, what, "key" as const)) : [];
  return [...known, ...names].filter(({ text }) => !present.has(text));
}

function presentKeys({ path, data }: Place): Set<string> {
  const map = path.reduce<unknown>(
    (value, part) => (value as Record<string, unknown> | undefined)?.[part],
    data,
  );
  return new Set(typeof map === "object" && map !== null ? Object.keys(map) : []);
}

function toKey(key: string, schema: JsonSchema, isNeeded: boolean): Suggestion {
  const beside = isNeeded ? "needed" : schema.default === undefined ? "" : valueText(schema.default);
  return { text: key, kind: "key", beside, says: schema.description ?? "", isNeeded, holds: holding(schema) };
}

function holding(schema: JsonSchema): "map" | "list" | "value" {
  const [first] = schema.anyOf ?? schema.oneOf ?? [schema];
  if (first?.type === "object") return "map";
  return first?.type === "array" ? "list" : "value";
}

function values(root: JsonSchema, place: Place): Suggestion[] {
  const declared = declaredAt(root, place.path, place.data);
  const says = declared.find(({ description }) => description !== undefined)?.description ?? "";
  const fallback = declared.find((schema) => schema.default !== undefined)?.default;
  return schemasAt(root, place.path, place.data).flatMap((schema) => [
    ...namesFor(root, place, schema).map(({ name, what }) => toName(name, what, "name")),
    ...literals(schema).map((value): Suggestion => ({
      text: valueText(value),
      kind: "value",
      beside: value === fallback ? "default" : "",
      says: schema.const === undefined ? says : (schema.description ?? says),
      isNeeded: false,
    })),
  ]);
}

function literals(schema: JsonSchema): readonly unknown[] {
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum !== undefined) return schema.enum;
  if (schema.type === "boolean") return [true, false];
  // A name's example is no proposal: the document has names of its own.
  return schema.title === "a name" ? [] : (schema.examples ?? []);
}

function toName(name: string, what: string, kind: "key" | "name"): Suggestion {
  return { text: name, kind, beside: what, says: "", isNeeded: false, holds: "map" };
}

/** As it is written in a document. */
export function valueText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
