import { valueText, type Value } from "../../history/index.ts";

const BEGIN = "\0";
const END = "\0.";

/**
 * Any value as text that can be appended to and compared by prefix. A text is itself, nil is the empty text, and every other value
 * is its JSON between marks: no two values but nil and "" have the same text, and the text of a + b is that of a and that of b. What is
 * appended to a value that is no text makes one that no value has: nobody can read it.
 */
export function textOfValue(value: Value): string {
  if (value === null) return "";
  if (typeof value === "string")
    return value.includes(BEGIN) ? value.replaceAll(BEGIN, BEGIN + BEGIN) : value;
  return BEGIN + valueText(value) + END;
}

/** Such a text as people read it. */
export function describeTextOfValue(text: string): string {
  const isMarked = text.startsWith(BEGIN) && !text.startsWith(BEGIN + BEGIN);
  const end = isMarked ? text.indexOf(END) : 0;
  const json = text.slice(1, end);
  const rest = isMarked ? text.slice(end + END.length) : text;
  const quoted = JSON.stringify(rest.replaceAll(BEGIN + BEGIN, BEGIN));
  if (!isMarked) return quoted;
  return rest === "" ? json : `${json} and ${quoted} after it`;
}
