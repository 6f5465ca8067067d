import { useEffect, useState, type ReactNode } from "react";
import { DownloadButton } from "../parts/download-button.tsx";
import { useRun } from "../state/run-store.ts";
import { AtCursor } from "./at-cursor.tsx";
import { openEditor } from "./code-editor.ts";
import { isSaved, keepMine, takeTheirs, useDraft, write } from "./draft.ts";
import { loadFormat } from "./format.ts";
import { Problem, ProblemList } from "./problem-list.tsx";
import "./editor.css";

/** The scenario as text: an edit runs at once, what is wrong with it is shown where it is. */
export function ScenarioEditor(): ReactNode {
  const [frame, setFrame] = useState<HTMLDivElement | null>(null);
  const [cursor, setCursor] = useState(0);
  const [isListed, setListed] = useState(false);
  useEffect(loadFormat, []);
  useEffect(
    () => (frame === null ? undefined : openEditor(frame, setCursor, () => setListed((was) => !was))),
    [frame],
  );
  return (
    <div className="editor">
      <Conflict />
      <div ref={setFrame} className="editor-frame" />
      {isListed ? <ProblemList frame={frame} /> : <FirstProblem frame={frame} />}
      <div className="editor-foot">
        <Standing isListed={isListed} onList={() => setListed(!isListed)} />
        <Tools />
      </div>
      <div className="editor-foot editor-hints">
        <AtCursor cursor={cursor} />
        <p id="editor-keys" className="editor-keys">
          <span className="visually-hidden">Ctrl+Space offers words, F8 goes to the next problem. </span>
          <kbd>Esc</kbd> then <kbd>Tab</kbd> leaves the text
        </p>
      </div>
    </div>
  );
}

/** Told without being asked; the others are in the list. */
function FirstProblem({ frame }: { readonly frame: HTMLElement | null }): ReactNode {
  const first = useDraft((state) => state.errors[0]);
  return (
    <output className="editor-first" aria-label="First problem">
      {first !== undefined && <Problem frame={frame} error={first} />}
    </output>
  );
}

/** How the text stands to the run. */
function Standing({
  isListed,
  onList,
}: {
  readonly isListed: boolean;
  readonly onList: () => void;
}): ReactNode {
  const count = useDraft((state) => state.errors.length);
  const saved = useDraft(isSaved);
  const isChecked = useDraft((state) => state.checked === state.text);
  return (
    <output className={`editor-standing ${count > 0 ? "wrong" : ""}`}>
      {count > 0 ? (
        <>
          <button type="button" className="textual" aria-expanded={isListed} onClick={onList}>
            {count === 1 ? "1 problem" : `${count} problems`}
          </button>{" "}
          (F8); the run shown is of the last valid text
        </>
      ) : saved ? (
        "The run is of this text"
      ) : isChecked ? (
        "Valid; runs when you pause"
      ) : (
        "Reading…"
      )}
    </output>
  );
}

/** The run's text changed while there was unsaved text here: nothing is lost unasked. */
function Conflict(): ReactNode {
  const theirs = useDraft((state) => state.theirs);
  if (theirs === undefined) return null;
  return (
    <div className="editor-conflict" role="alert">
      <p>The run’s text changed elsewhere; what you wrote here is in no run yet.</p>
      <button type="button" className="outline small" onClick={keepMine}>
        Keep mine
      </button>
      <button type="button" className="outline small" onClick={takeTheirs}>
        Take the run’s
      </button>
    </div>
  );
}

function Tools(): ReactNode {
  const text = useDraft((state) => state.text);
  const fileName = useRun((state) => state.info?.fileName ?? "scenario.yaml");
  const opened = useRun((state) => state.source?.text);
  return (
    <p className="editor-tools">
      {opened !== undefined && opened !== text && (
        <button type="button" className="textual" onClick={() => write(opened)}>
          Back to the text as opened
        </button>
      )}
      <DownloadButton text={text} fileName={fileName}>
        Download
      </DownloadButton>
    </p>
  );
}
