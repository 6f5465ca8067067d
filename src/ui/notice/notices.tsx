import type { ReactNode } from "react";
import { CloseIcon } from "../parts/icons.tsx";
import { dismiss, useNotices, type Notice } from "./notice-store.ts";
import "./notices.css";

/** Lines under the header, one a notice. The place is always there, so that screen readers hear what comes into it. */
export function Notices(): ReactNode {
  const notices = useNotices((state) => state.notices);
  return (
    <output className="notices">
      {notices.map((notice) => (
        <Line key={notice.subject} notice={notice} />
      ))}
    </output>
  );
}

function Line({ notice: { subject, text, action } }: { readonly notice: Notice }): ReactNode {
  return (
    <span className="notice">
      <span>{text}</span>
      {action !== undefined && (
        <button
          type="button"
          className="textual"
          onClick={() => {
            dismiss(subject);
            action.run();
          }}
        >
          {action.word}
        </button>
      )}
      <button type="button" className="small" aria-label="Close the notice" onClick={() => dismiss(subject)}>
        <CloseIcon />
      </button>
    </span>
  );
}
