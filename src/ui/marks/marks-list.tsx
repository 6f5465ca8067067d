import type { ReactNode } from "react";
import { secondsText } from "../format/time.ts";
import { CloseIcon } from "../parts/icons.tsx";
import { goToMark } from "./go-to-mark.ts";
import { markAndSay } from "./mark-here.ts";
import { deleteMark, renameMark, useMarks } from "./marks-store.ts";
import "./marks.css";

/** The moments that the reader named: go there, name them, forget them. */
export function MarksList(): ReactNode {
  const marks = useMarks((state) => state.marks);
  return (
    <section className="panel marks" aria-label="Marks">
      <h2 className="panel-label">
        <span>Marks</span>
        <button type="button" className="textual" onClick={markAndSay}>
          Mark this moment
        </button>
      </h2>
      <ul>
        {marks.map((mark) => (
          <li key={mark.event}>
            <button type="button" className="mark-time" onClick={() => goToMark(mark)}>
              {secondsText(mark.timeUs)}
              <span className="visually-hidden"> s: go to {mark.name}</span>
            </button>
            <input
              type="text"
              aria-label={`Name of the mark at ${secondsText(mark.timeUs)} s`}
              value={mark.name}
              onChange={(event) => renameMark(mark.event, event.currentTarget.value)}
            />
            <button
              type="button"
              className="small"
              aria-label={`Forget ${mark.name}`}
              onClick={() => deleteMark(mark.event)}
            >
              <CloseIcon />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
