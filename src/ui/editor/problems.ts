import type { Diagnostic } from "@codemirror/lint";
import type { Text } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { InputError } from "../../base/index.ts";

/** What the engine found wrong, at its own places in the text. */
export function toDiagnostics(document: Text, errors: readonly InputError[]): Diagnostic[] {
  return errors.map((error) => {
    const { from, to } = rangeOf(document, error);
    const fix = fixOf(document, error, from);
    return {
      from,
      to,
      severity: "error",
      message: messageOf(error),
      renderMessage: () => render(error),
      ...(fix === undefined ? {} : { actions: [fix] }),
    };
  });
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** From the place that the error names to the end of the word, the quotes or the brackets that begin there. */
export function rangeOf(document: Text, { line, column }: InputError): Range {
  if (line < 1 || line > document.lines) return { from: 0, to: Math.min(1, document.length) };
  const { from: start, to: end, text } = document.line(line);
  const from = Math.min(start + Math.max(0, column - 1), end);
  const rest = text.slice(from - start);
  const word =
    /^("[^"]*"?|'[^']*'?|[^\s:,{}[\]#]+(?=\s*:)|[^,{}[\]#]+)/.exec(rest)?.[0].trimEnd() ?? rest.slice(0, 1);
  const to = from + Math.max(1, word.length);
  return to <= end ? { from, to } : { from: Math.max(start, Math.min(from, end - 1)), to: end };
}

/** The misspelt name gives way to the nearest known one. */
function fixOf(
  document: Text,
  error: InputError,
  from: number,
): NonNullable<Diagnostic["actions"]>[number] | undefined {
  const { nearest, found } = error;
  if (nearest === undefined || found === undefined) return undefined;
  const at = document.sliceString(from, from + found.length + 1).indexOf(found);
  if (at < 0) return undefined;
  const apply = (view: EditorView, start: number): void => {
    // The diagnostic moved with the text: what was found is looked for again where it stands now.
    const now = view.state.doc.sliceString(start, start + found.length + 1).indexOf(found);
    if (now < 0) return;
    view.dispatch({
      changes: { from: start + now, to: start + now + found.length, insert: nearest },
      userEvent: "input.fix",
    });
    view.focus();
  };
  return { name: `Change to ${nearest}`, apply };
}

/** What screen readers hear, and the list of problems shows. */
function messageOf({ problem, found, nearest, accepted = [] }: InputError): string {
  const parts = [problem];
  if (found !== undefined && !problem.includes(found)) parts.push(`found ${found}`);
  if (nearest !== undefined) parts.push(`did you mean ${nearest}?`);
  if (accepted.length > 0) parts.push(`accepted: ${accepted.join(", ")}`);
  return parts.join("; ");
}

function render({ problem, found, nearest, accepted = [] }: InputError): HTMLElement {
  const box = document.createElement("span");
  box.className = "editor-problem";
  const isNew = found !== undefined && !problem.includes(found);
  box.append(span("editor-problem-what", isNew ? `${problem}: found ${found}` : problem));
  if (nearest !== undefined) box.append(span("", `Did you mean ${nearest}?`));
  if (accepted.length > 0) box.append(span("second", `accepted: ${accepted.join(", ")}`));
  return box;
}

function span(className: string, text: string): HTMLElement {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}
