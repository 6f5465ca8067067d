import type { ReactNode } from "react";
import { VerdictShape } from "../parts/verdict-mark.tsx";
import { STATUS_WORDS, type Status } from "./lit.ts";

const VERDICTS = { holds: "valid", violated: "invalid", unknown: "unknown" } as const;

/** The mark of a status: a verdict's, or a dot where there is none. The word for it stands elsewhere. */
export function StatusShape({ status }: { readonly status: Status }): ReactNode {
  if (status !== "idle" && status !== "waiting") return <VerdictShape verdict={VERDICTS[status]} />;
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none">
      {status === "idle" ? (
        <circle cx="8" cy="8" r="2" fill="var(--ink-3)" />
      ) : (
        <circle cx="8" cy="8" r="3" stroke="var(--ink-3)" strokeWidth="1.25" strokeDasharray="2 2" />
      )}
    </svg>
  );
}

export function StatusMark({ status }: { readonly status: Status }): ReactNode {
  const verdict = status === "idle" || status === "waiting" ? "none" : VERDICTS[status];
  return (
    <span className={`verdict verdict-${verdict}`}>
      <StatusShape status={status} />
      <span>{STATUS_WORDS[status]}</span>
    </span>
  );
}
