import type { JsonSchema } from "./schema-walk.ts";

const HEAD = ["key", "what", "written as", "unless given"];

/** Markdown for one key of the document, made from its JSON Schema, so that it cannot lag behind. */
export function describeSection(name: string, schema: JsonSchema, required: boolean): string[] {
  const intro = `${capitalize(schema.description ?? "")}.${required ? " Required." : ""}`;
  const forms = formsOf(schema);
  const written = forms.length === 0 ? [`Written as ${formOf(schema)}.${defaultText(schema)}`, ""] : [];
  return [`## ${code(name)}`, "", intro, "", ...written, ...describeForms(name, forms)];
}

/** The maps that a schema stands for: itself, a list's entries, a record's values, or one of several forms. */
function formsOf(schema: JsonSchema): readonly JsonSchema[] {
  const several = schema.oneOf ?? schema.anyOf;
  if (several !== undefined) return several.flatMap(formsOf);
  if (schema.properties !== undefined) return [schema];
  if (typeof schema.items === "object") return formsOf(schema.items);
  return typeof schema.additionalProperties === "object" ? formsOf(schema.additionalProperties) : [];
}

function describeForms(path: string, forms: readonly JsonSchema[]): string[] {
  if (forms.length <= 1)
    return forms.flatMap((form) => describeKeys(path, form, Object.keys(form.properties ?? {})));
  const shared = sharedKeys(forms);
  const isTold = (form: JsonSchema): boolean =>
    Object.values(form.properties ?? {}).some((value) => value.const !== undefined);
  const inEvery = shared.length === 0 ? [] : describeKeys(path, forms[0]!, shared);
  if (!forms.every(isTold)) return [...inEvery, ...describeKeyedForms(forms, shared)];
  return [...inEvery, ...forms.flatMap((form) => describeToldForm(path, form, shared))];
}

/** Keys that mean the same in every form. */
function sharedKeys(forms: readonly JsonSchema[]): string[] {
  const texts = forms.map(
    (form) =>
      new Map(Object.entries(form.properties ?? {}).map(([key, value]) => [key, JSON.stringify(value)])),
  );
  return [...texts[0]!.keys()].filter((key) => texts.every((text) => text.get(key) === texts[0]!.get(key)));
}

function describeKeys(path: string, form: JsonSchema, keys: readonly string[]): string[] {
  const properties = form.properties ?? {};
  const rows = keys.map((key) => keyRow(key, properties[key]!, form.required?.includes(key) === true));
  const nested = keys.flatMap((key) => {
    const forms = formsOf(properties[key]!);
    return forms.length === 0
      ? []
      : [`### ${code(`${path}.${key}`)}`, "", ...describeForms(`${path}.${key}`, forms)];
  });
  return [...table(HEAD, rows), ...nested];
}

/** A form that a constant tells apart, `program: raft`: its keys in one table, then each that is a map itself. */
function describeToldForm(path: string, form: JsonSchema, shared: readonly string[]): string[] {
  const own = Object.entries(form.properties ?? {}).filter(([key]) => !shared.includes(key));
  const [key, constant] = own.find(([, value]) => value.const !== undefined)!;
  const told = `with ${code(`${key}: ${String(constant.const)}`)}`;
  const others = own.filter(([name]) => name !== key);
  const rows = others.map(([name, value]) => keyRow(name, value, form.required?.includes(name) === true));
  const maps = others.filter(([, value]) => formsOf(value).length > 0);
  const inOne = others.length === maps.length ? [] : [`### ${code(path)} ${told}`, "", ...table(HEAD, rows)];
  return [
    ...inOne,
    ...maps.flatMap(([name, value]) => [
      `### ${code(`${path}.${name}`)} ${told}`,
      "",
      ...describeForms(`${path}.${name}`, formsOf(value)),
    ]),
  ];
}

/** Forms that are told apart by a key of their own, as faults are: a line each. */
function describeKeyedForms(forms: readonly JsonSchema[], shared: readonly string[]): string[] {
  const rows = forms.map((form) => {
    const own = Object.entries(form.properties ?? {}).filter(([key]) => !shared.includes(key));
    const [name, schema] = own.find(([key]) => form.required?.includes(key) === true)!;
    const others = own
      .filter(([key]) => key !== name)
      .map(([key, value]) =>
        `${code(key)}${form.required?.includes(key) === true ? " (required)" : ""} ${value.description ?? ""}`.trim(),
      );
    return [code(name), capitalize(schema.description ?? ""), formOf(schema), others.join("; ")];
  });
  return table(["one of", "what", "written as", "with"], rows);
}

function keyRow(key: string, schema: JsonSchema, isRequired: boolean): string[] {
  const missing = isRequired
    ? "required"
    : schema.default === undefined
      ? ""
      : code(JSON.stringify(schema.default));
  return [code(key), capitalize(schema.description ?? ""), formOf(schema), missing];
}

function defaultText({ default: value }: JsonSchema): string {
  return value === undefined ? "" : ` Unless given: ${code(JSON.stringify(value))}.`;
}

/** `a duration: 150ms, 2s`, `a list of names`. */
function formOf(schema: JsonSchema): string {
  const several = schema.oneOf ?? schema.anyOf;
  if (several !== undefined) return Array.from(new Set(several.map(formOf))).join("; or ");
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.enum !== undefined) return schema.enum.map((value) => code(String(value))).join(", ");
  if (schema.title !== undefined) return withExamples(schema.title, schema.examples ?? []);
  if (schema.prefixItems !== undefined) return `[${schema.prefixItems.map(formOf).join(", ")}]`;
  if (schema.type === "array")
    return typeof schema.items === "object" ? `a list of: ${formOf(schema.items)}` : "a list";
  if (schema.properties !== undefined) return "a map, see below";
  if (typeof schema.additionalProperties === "object")
    return `a map of names to: ${formOf(schema.additionalProperties)}`;
  return NOUNS[String(schema.type)] ?? "any value";
}

const NOUNS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  null: "null",
  object: "a map",
};

/** Distributions have a table of their own; of other forms a few will do. */
function withExamples(title: string, examples: readonly unknown[]): string {
  if (title === "a name" || examples.length === 0) return title;
  return `${title}: ${examples
    .slice(0, 3)
    .map((example) => code(String(example)))
    .join(", ")}`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line), ""];
}

export function code(text: string): string {
  return `\`${text}\``;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
