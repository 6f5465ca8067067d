import { TRANSACTION, transactionText, type Operation, type Value } from "../history/index.ts";

/** An operation as people read it: `read x = 3`, `write x 5`, `cas x [1, 2]: fail`, `r x = 1 2, append y 3`. */
export function describeOperation(operation: Operation): string {
  const { f, input, output, type } = operation;
  const asked = f === TRANSACTION ? transactionText(input, false) : askedText(operation);
  if (type === "fail") return `${asked}: fail`;
  if (type === "info") return `${asked}: unknown`;
  if (f === TRANSACTION) return transactionText(output, true);
  const isEcho = input !== null && (output === null || JSON.stringify(output) === JSON.stringify(input));
  return isEcho ? asked : `${asked} = ${describeValue(output)}`;
}

function askedText({ f, key, input }: Operation): string {
  return [f, ...(key === undefined ? [] : [key]), ...(input === null ? [] : [describeValue(input)])].join(
    " ",
  );
}

/** A value as people read it: nothing for null, the rest as JSON, shortened. */
export function describeValue(value: Value): string {
  return describeText(JSON.stringify(value));
}

/** So many parts of a sentence are told. */
const MOST_TOLD = 4;

/** The parts of a sentence, which a reader can follow no longer when they are many. */
export function tellSome(parts: readonly string[], separator: string): string {
  const told = parts.slice(0, MOST_TOLD).join(separator);
  return parts.length > MOST_TOLD ? `${told}, and so on` : told;
}

/** JSON text as people read it. Long text keeps both ends: what was appended last is often what matters. */
export function describeText(json: string): string {
  if (json === "null") return "nothing";
  return json.length <= 80 ? json : `${json.slice(0, 38)} … ${json.slice(-38)}`;
}
