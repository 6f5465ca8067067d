import { declaredAt } from "../editor/declared-at.ts";
import { replicasOf } from "../editor/names.ts";
import { schemasAt, type JsonSchema } from "../../session/index.ts";
import { quantity } from "./parameter-scale.ts";
import type { Setting } from "./parameter-field.tsx";

/** The settings of one part of a document that a form can show: one value each. */
export interface SettingGroup {
  readonly title: string;
  readonly settings: readonly Setting[];
}

type Path = readonly string[];

/** What the form goes through, in this order. */
const PARTS: readonly { readonly title: string; readonly path: Path }[] = [
  { title: "Cluster", path: ["cluster"] },
  { title: "Program", path: ["cluster", "options"] },
  { title: "Network", path: ["network"] },
  { title: "Clients", path: ["workload"] },
  { title: "Run", path: ["run"] },
];

/** Keys that change what the rest means: the text is the place for them. */
const LEFT_OUT = new Set(["program", "kind"]);

/**
 * The form over a document, derived from the format: what it is now (`data`), what it was as opened, without the paths
 * that parameters of the scenario show already. A part that the document does not have stays away.
 */
export function settingGroups(
  root: JsonSchema,
  data: unknown,
  opened: unknown,
  shown: ReadonlySet<string>,
): readonly SettingGroup[] {
  return PARTS.flatMap(({ title, path }) => {
    if (path[0] === "workload" && valueAt(data, path) === undefined) return [];
    const keys = schemasAt(root, path, data).flatMap(({ properties = {} }) => Object.keys(properties));
    const settings = Array.from(new Set(keys)).flatMap((key): Setting[] => {
      const full = [...path, key];
      if (LEFT_OUT.has(key) || shown.has(full.join("."))) return [];
      const setting = settingAt(root, full, data, opened);
      return setting === undefined ? [] : [setting];
    });
    return settings.length === 0 ? [] : [{ title, settings }];
  });
}

function settingAt(root: JsonSchema, path: Path, data: unknown, opened: unknown): Setting | undefined {
  const [declared] = declaredAt(root, path, data);
  if (declared === undefined) return undefined;
  const forms = formsOf(declared);
  const scalar = forms.find(isScalarForm);
  const now = valueAt(data, path);
  if (scalar === undefined || (typeof now === "object" && now !== null)) return undefined;
  const value = textOf(now ?? declared.default);
  const range = rangeOf(scalar, value);
  const choices = choicesOf(scalar, data);
  return {
    label: path.at(-1)!,
    path: path.join("."),
    value,
    opened: textOf(valueAt(opened, path) ?? declared.default),
    ...(declared.description === undefined ? {} : { says: declared.description }),
    ...(range === undefined ? {} : { range }),
    ...(choices === undefined ? {} : { choices }),
    ...(scalar.examples?.[0] === undefined ? {} : { example: textOf(scalar.examples[0]) }),
  };
}

function formsOf(schema: JsonSchema): readonly JsonSchema[] {
  return schema.anyOf ?? schema.oneOf ?? [schema];
}

function isScalarForm({ type }: JsonSchema): boolean {
  return type !== undefined && type !== "object" && type !== "array";
}

function choicesOf(
  { enum: values, type, description = "" }: JsonSchema,
  data: unknown,
): readonly string[] | undefined {
  if (values !== undefined) return values.map(textOf);
  if (type === "boolean") return ["false", "true"];
  return /\bthe replica\b/.test(description) ? replicasOf(data).map(({ name }) => name) : undefined;
}

/** Two decades around what a quantity is now; counts from their least, shares from none to all. */
function rangeOf(schema: JsonSchema, value: string): readonly [string, string] | undefined {
  const { title = "", type } = schema;
  if (title === "a probability") return ["0", Number(value) > 0.5 ? "1" : "0.5"];
  const now = quantity(value);
  if (now === undefined || now.unit === "%") return undefined;
  if (type === "integer") return countRange(schema, now.value);
  if (type === "number" || now.value <= 0) return undefined;
  const amount = Number(/[\d.]+/.exec(value)![0]);
  const decade = 10 ** Math.floor(Math.log10(amount));
  return [`${tidy(decade / 10)}${now.unit}`, `${tidy(decade * 100)}${now.unit}`];
}

function countRange(
  { minimum = 0, maximum = Infinity }: JsonSchema,
  value: number,
): readonly [string, string] {
  return [String(minimum), String(Math.min(maximum, Math.max(9, value * 4)))];
}

const tidy = (value: number): number => Number(value.toPrecision(3));

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, part)
        ? (value as Record<string, unknown>)[part]
        : undefined,
    data,
  );
}
