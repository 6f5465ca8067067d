/** Plain data as JSON has it: what an operation carries and returns. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

/**
 * A value as canonical JSON text: two values are equal exactly when their texts are. Keys of objects are
 * sorted, and −0 is 0, so the text can serve as a key of a Map or as a state of a model.
 */
export function valueText(value: Value): string {
  if (typeof value === "number") return value === 0 ? "0" : String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(valueText).join(",")}]`;
  const record = value as { readonly [key: string]: Value };
  const fields = Object.keys(record).sort();
  return `{${fields.map((name) => `${JSON.stringify(name)}:${valueText(record[name]!)}`).join(",")}}`;
}

/** A value as the name of a key: text as it stands, anything else as its JSON. */
export function keyText(value: Value): string {
  return typeof value === "string" ? value : valueText(value);
}
