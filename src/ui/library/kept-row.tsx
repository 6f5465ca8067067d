import { useState, type FormEvent, type ReactNode } from "react";
import { secondsText } from "../format/time.ts";
import { runFileText, savedFileName } from "../link/run-file.ts";
import { saveFile } from "../parts/save-file.ts";
import { keptHash } from "../route/route.ts";
import type { KeptRun } from "./database.ts";
import { readKept } from "./read-kept.ts";

interface Props {
  readonly run: KeptRun;
  readonly isDeleted: boolean;
  readonly onDelete: () => void;
  readonly onUndo: () => void;
  readonly onRename: (name: string) => void;
}

/** One run that is kept: what it is, and what can be done with it. */
export function KeptRow({ run, isDeleted, onDelete, onUndo, onRename }: Props): ReactNode {
  const [isNaming, setNaming] = useState(false);
  const { id, name, title } = run;
  const shown = name ?? title;
  if (isDeleted)
    return (
      <li className="quiet">
        <span>Deleted “{shown}”</span>
        <button type="button" className="textual" onClick={onUndo}>
          Undo
        </button>
      </li>
    );
  return (
    <li>
      {isNaming ? (
        <NameForm
          name={shown}
          onName={(next) => {
            setNaming(false);
            if (next !== undefined) onRename(next);
          }}
        />
      ) : (
        <a href={keptHash(id)}>
          <b>{shown}</b>
        </a>
      )}
      <span className="second">{facts(run)}</span>
      {!isNaming && (
        <span className="kept-tools">
          <button
            type="button"
            className="textual"
            onClick={() => setNaming(true)}
            aria-label={`${name === undefined ? "Keep" : "Rename"} ${shown}`}
          >
            {name === undefined ? "Keep" : "Rename"}
          </button>
          <button
            type="button"
            className="textual"
            onClick={() => void download(run)}
            aria-label={`Download ${shown}`}
          >
            Download
          </button>
          <button type="button" className="textual" onClick={onDelete} aria-label={`Delete ${shown}`}>
            Delete
          </button>
        </span>
      )}
    </li>
  );
}

function NameForm({
  name,
  onName,
}: {
  readonly name: string;
  readonly onName: (name: string | undefined) => void;
}): ReactNode {
  const [typed, setTyped] = useState(name);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    onName(typed.trim());
  };
  return (
    <form className="kept-name" onSubmit={onSubmit}>
      <input
        type="text"
        value={typed}
        maxLength={200}
        aria-label={`Name for ${name}`}
        // The reader has just asked for this field.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && onName(undefined)}
      />
      <button type="submit" className="outline" disabled={typed.trim() === ""}>
        Keep
      </button>
      <button type="button" className="textual" onClick={() => onName(undefined)}>
        Cancel
      </button>
    </form>
  );
}

/** `A first election, at 2.173 s, 3 branches, 21 Nov 2026, 13:40` */
function facts({ name, title, timeUs, branches, savedMs }: KeptRun): string {
  const when = new Date(savedMs).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
  return [
    ...(name === undefined || name === title ? [] : [title]),
    `at ${secondsText(timeUs)} s`,
    ...(branches > 1 ? [`${branches} branches`] : []),
    when,
  ].join(", ");
}

async function download(run: KeptRun): Promise<void> {
  const read = await readKept(run.id);
  if (!read.ok) return;
  const { state } = read.value;
  saveFile(savedFileName(state.run), new Blob([runFileText(state)], { type: "application/json" }));
}
