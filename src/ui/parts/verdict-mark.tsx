import type { ReactNode } from "react";
import type { Verdict } from "../../session/index.ts";
import "./verdict-mark.css";

interface Props {
  readonly verdict: Verdict;
  /** Another word for it: a sentence is true or false, not valid or invalid. */
  readonly word?: string;
}

/** A verdict as shape, colour and word: tick in a ring, cross in a disc, "?" in a dashed ring. */
export function VerdictMark({ verdict, word = verdict }: Props): ReactNode {
  return (
    <span className={`verdict verdict-${verdict}`}>
      <VerdictShape verdict={verdict} />
      <span>{word}</span>
    </span>
  );
}

/** The shape alone, where the word stands elsewhere. */
export function VerdictShape({ verdict }: { readonly verdict: Verdict }): ReactNode {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none">
      {shapes[verdict]}
    </svg>
  );
}

const shapes: Record<Verdict, ReactNode> = {
  valid: (
    <>
      <circle cx="8" cy="8" r="7" stroke="var(--valid)" strokeWidth="1.5" />
      <path d="M4.8 8.2l2.3 2.3 4.2-4.7" stroke="var(--valid)" strokeWidth="1.75" />
    </>
  ),
  invalid: (
    <>
      <circle cx="8" cy="8" r="7.5" fill="var(--invalid)" />
      <path d="M5.2 5.2l5.6 5.6m0-5.6l-5.6 5.6" stroke="var(--paper)" strokeWidth="1.75" />
    </>
  ),
  unknown: (
    <>
      <circle cx="8" cy="8" r="7" stroke="var(--unknown)" strokeWidth="1.5" strokeDasharray="2.6 1.8" />
      <path
        d="M6.2 6.4c0-2.4 3.7-2.3 3.7 0 0 1.4-1.8 1.5-1.8 2.9M8.1 10.9v1.4"
        stroke="var(--unknown)"
        strokeWidth="1.5"
      />
    </>
  ),
};
