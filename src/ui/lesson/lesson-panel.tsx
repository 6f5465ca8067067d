import { lazy, Suspense, type ReactNode } from "react";
import { setView } from "../state/view-store.ts";
import { useLesson } from "./lesson-store.ts";
import { PredictionForm } from "./prediction.tsx";
import "./lesson.css";

// The parser is fetched with the first lesson: a run needs none.
const Markdown = lazy(async () => ({ default: (await import("./markdown.tsx")).Markdown }));

/** What to look at and why; and a question to answer before looking. */
export function LessonPanel(): ReactNode {
  const status = useLesson((state) => state.status);
  const text = useLesson((state) => state.text);
  return (
    <aside className="lesson" aria-label="Lesson">
      {/* Text that scrolls is reached by the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="lesson-text" tabIndex={0}>
        <PredictionForm />
        {status === "loading" && <p className="quiet">Fetching the lesson…</p>}
        {status === "ready" && (
          <Suspense fallback={<p className="quiet">Fetching the lesson…</p>}>
            <Markdown text={text} />
          </Suspense>
        )}
      </div>
      <p className="lesson-foot">
        <button type="button" className="textual" onClick={() => setView({ isHelpOpen: true })}>
          What is not simulated
        </button>
        <button
          type="button"
          className="textual second wide"
          onClick={() => setView({ isLessonOpen: false })}
        >
          Hide lesson
        </button>
      </p>
    </aside>
  );
}
