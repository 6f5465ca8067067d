import type { ReactNode } from "react";
import type { InputError } from "../../base/index.ts";
import { dismissErrors } from "../engine/run-controller.ts";
import { CloseIcon } from "../parts/icons.tsx";
import { useRun } from "../state/run-store.ts";
import "./trouble.css";

/** A document that cannot be used: where, what stands there, what would be accepted. The run before it stays. */
export function InputErrors(): ReactNode {
  const errors = useRun((state) => state.errors);
  const hasRun = useRun((state) => state.info !== undefined);
  if (errors.length === 0) return null;
  return (
    <section
      className={`trouble ${hasRun ? "" : "alone"}`}
      role="alert"
      aria-label="The document cannot be used"
    >
      <header>
        <h2>
          {errors.length === 1 ? "One thing" : `${errors.length} things`} to correct
          {hasRun ? "; the run stays as it is" : ""}
        </h2>
        {hasRun && (
          <button type="button" className="small" aria-label="Close" onClick={dismissErrors}>
            <CloseIcon />
          </button>
        )}
      </header>
      <ol>
        {errors.slice(0, 20).map((error) => (
          <ErrorLine key={`${error.line}:${error.column} ${error.problem}`} error={error} />
        ))}
      </ol>
    </section>
  );
}

function ErrorLine({ error }: { readonly error: InputError }): ReactNode {
  const { file, line, column, problem, accepted, nearest, found } = error;
  const isNew = found !== undefined && !problem.includes(found);
  return (
    <li>
      <code>{line > 0 ? `${file}:${line}:${column}` : file}</code>
      <p>
        {problem}
        {isNew && (
          <>
            {" "}
            (found <code>{found}</code>)
          </>
        )}
      </p>
      {nearest !== undefined && (
        <p>
          Did you mean <code className="strong">{nearest}</code>?
        </p>
      )}
      {accepted !== undefined && accepted.length > 0 && (
        <p className="quiet">accepted: {accepted.join(", ")}</p>
      )}
    </li>
  );
}
