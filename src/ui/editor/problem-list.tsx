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
          <Problem frame={frame} error={error} />
        </li>
      ))}
    </ol>
  );
}

interface ProblemProps {
  readonly frame: HTMLElement | null;
  readonly error: InputError;
}

/** One problem: where it is, what was found, the nearest name to take instead, and what is accepted. */
export function Problem({ frame, error }: ProblemProps): ReactNode {
  const { line, column, problem, found, nearest, accepted = [] } = error;
  const isNew = found !== undefined && !problem.includes(found);
  return (
    <>
      <button type="button" className="textual" onClick={() => goTo(frame, error)}>
        {line}:{column} {isNew ? `${problem}: found ${found}` : problem}
      </button>
      {nearest !== undefined && (
        <button type="button" className="small outline" onClick={() => fix(frame, error)}>
          Change to {nearest}
        </button>
      )}
      {accepted.length > 0 && (
        <span className="quiet editor-accepted" title={accepted.join(", ")}>
          accepted: {accepted.join(", ")}
        </span>
      )}
    </>
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
