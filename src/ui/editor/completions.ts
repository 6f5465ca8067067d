import {
  snippet,
  startCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import { formatNow } from "./format.ts";
import { placesToWrite, type Place } from "./place.ts";
import { suggestionsAt, type Suggestion } from "./suggest.ts";

/** What the format and the document's own names offer at the cursor. */
export function completeScenario(context: CompletionContext): CompletionResult | null {
  const format = formatNow();
  if (format === undefined) return null;
  const text = context.state.doc.toString();
  for (const place of placesToWrite(text, context.pos)) {
    if (place.from === context.pos && !context.explicit && !invites(text, context.pos)) continue;
    const suggestions = suggestionsAt(format, place);
    if (suggestions.length === 0) continue;
    const options = suggestions.map((one, index) => option(one, place, text, { index, cursor: context.pos }));
    return { from: place.from, options };
  }
  return null;
}

/** After `key: ` and after an opening bracket something is to be written: the list opens by itself. */
function invites(text: string, offset: number): boolean {
  return /(: |[[{] ?|, )$/.test(text.slice(Math.max(0, offset - 2), offset));
}

const MOST_BOOST = 99;

function option(
  suggestion: Suggestion,
  place: Place,
  text: string,
  { index, cursor }: { readonly index: number; readonly cursor: number },
): Completion {
  const { text: label, kind, beside, says } = suggestion;
  // What stands behind the cursor is replaced too when it is the rest of the word that is taken.
  const rest = label.endsWith(text.slice(cursor, place.to)) ? place.to - cursor : 0;
  const insert = textOf(suggestion, { ...place, to: cursor + rest }, text);
  return {
    label,
    type: kind,
    boost: Math.max(-MOST_BOOST, MOST_BOOST - index),
    apply: (view, completion, from, to) => apply(view, completion, { from, to: to + rest }, insert),
    ...(beside === "" ? {} : { detail: beside }),
    ...(says === "" ? {} : { info: says }),
  };
}

interface Insert {
  readonly snippet: string;
  /** What is inserted asks for more at once. */
  readonly asksOn: boolean;
}

function textOf({ text, kind, holds }: Suggestion, place: Place, document: string): Insert {
  if (place.part === "value") return { snippet: escape(quoted(text, kind, place, document)), asksOn: false };
  if (/^[ \t]*:/.test(document.slice(place.to))) return { snippet: escape(text), asksOn: false };
  if (place.isFlow) {
    const braces = { map: "{ ${} }", list: "[${}]", value: "${}" }[holds ?? "value"];
    return { snippet: `${escape(text)}: ${braces}`, asksOn: true };
  }
  const body = { map: "\n\t${}", list: "\n\t- ${}", value: " ${}" }[holds ?? "value"];
  return { snippet: `${escape(text)}:${body}`, asksOn: true };
}

/** Within braces a comma ends a value: what has one is put in quotes there. */
function quoted(text: string, kind: Suggestion["kind"], { from, isFlow }: Place, document: string): string {
  const isQuoted = /["']/.test(document[from - 1] ?? "");
  return kind === "value" && isFlow && !isQuoted && /[,()*]/.test(text) ? `"${text}"` : text;
}

const escape = (text: string): string => text.replace(/[\\${}]/g, "\\$&");

function apply(
  view: EditorView,
  completion: Completion,
  { from, to }: { readonly from: number; readonly to: number },
  insert: Insert,
): void {
  snippet(insert.snippet)(view, completion, from, to);
  if (insert.asksOn) startCompletion(view);
}
