import { EditorView } from "@codemirror/view";
import type { ReactNode } from "react";
import type { InputError } from "../../base/index.ts";
import { useDraft } from "./draft.ts";
import { rangeOf, toDiagnostics } from "./problems.ts";

/** Every problem as a line: a button that goes there, what is accepted, and the nearest name to take instead. */
export function ProblemList({ frame }: { readonly frame: HTMLElement | null }): ReactNode {
  const errors = useDraft((state) => state.errors);
  if (errors.length === 0) return null;
  return (
    <ol className="editor-problems" aria-label="Problems">
      {errors.map((error) => (
        <li key={`${error.line}:${error.column} ${error.problem}`}>
          <button type="button" className="textual" onClick={() => goTo(frame, error)}>
            {error.line}:{error.column} {error.problem}
          </button>
          {error.nearest !== undefined && (
            <button type="button" className="small outline" onClick={() => fix(frame, error)}>
              Change to {error.nearest}
            </button>
          )}
          {error.accepted !== undefined && (
            <span className="quiet">accepted: {error.accepted.join(", ")}</span>
          )}
        </li>
      ))}
    </ol>
  );
}

const viewIn = (frame: HTMLElement | null): EditorView | null =>
  frame === null ? null : EditorView.findFromDOM(frame);

function goTo(frame: HTMLElement | null, error: InputError): void {
  const view = viewIn(frame);
  if (view === null) return;
  const { from } = rangeOf(view.state.doc, error);
  view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
  view.focus();
}

function fix(frame: HTMLElement | null, error: InputError): void {
  const view = viewIn(frame);
  if (view === null) return;
  const [diagnostic] = toDiagnostics(view.state.doc, [error]);
  diagnostic?.actions?.[0]?.apply(view, diagnostic.from, diagnostic.to);
}
