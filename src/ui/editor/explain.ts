import { schemasAt, type JsonSchema } from "../../session/index.ts";
import { declaredAt } from "./declared-at.ts";
import type { Place } from "./place.ts";
import { valueText } from "./suggest.ts";

/** What the format says of a key or a value. */
export interface Explanation {
  /** `network.loss`. */
  readonly path: string;
  readonly says: string;
  /** "a probability", "a list". */
  readonly kind: string;
  readonly fallback: string | undefined;
  /** Examples, or all that is accepted when `isAll`. */
  readonly accepted: readonly string[];
  readonly isAll: boolean;
}

const MOST_ACCEPTED = 12;

/** Undefined where the format says nothing. */
export function explain(root: JsonSchema, place: Place, text: string): Explanation | undefined {
  const path = place.part === "key" ? [...place.path, text.slice(place.from, place.to)] : place.path;
  const declared = declaredAt(root, path, place.data);
  const [first] = declared;
  if (first === undefined) return undefined;
  const value = place.part === "value" ? text.slice(place.from, place.to) : undefined;
  const forms = schemasAt(root, path, place.data);
  const named = forms.find((form) => form.const !== undefined && valueText(form.const) === value);
  const choices = forms.flatMap(choicesOf);
  const examples = forms.flatMap((form) =>
    (form.title === "a name" ? [] : (form.examples ?? [])).map(valueText),
  );
  return {
    path: pathText(path),
    says: named?.description ?? first.description ?? "",
    kind: Array.from(new Set(forms.map(kindOf)))
      .filter(Boolean)
      .join(", or "),
    fallback: first.default === undefined ? undefined : valueText(first.default),
    accepted: Array.from(new Set(choices.length > 0 ? choices : examples)).slice(0, MOST_ACCEPTED),
    isAll: choices.length > 0 && choices.length <= MOST_ACCEPTED,
  };
}

function choicesOf(form: JsonSchema): readonly string[] {
  if (form.const !== undefined) return [valueText(form.const)];
  return (form.enum ?? []).map(valueText);
}

const KINDS: Readonly<Record<string, string>> = {
  object: "a map",
  array: "a list",
  boolean: "true or false",
  number: "a number",
  integer: "a whole number",
  string: "text",
};

function kindOf({ title, type, enum: values, const: only }: JsonSchema): string {
  if (title !== undefined) return title;
  if (values !== undefined || only !== undefined) return "";
  return typeof type === "string" ? (KINDS[type] ?? "") : "";
}

function pathText(path: Place["path"]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : text === "" ? part : `${text}.${part}`),
    "",
  );
}
