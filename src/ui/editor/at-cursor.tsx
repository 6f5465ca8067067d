import { useEffect, useState, type ReactNode } from "react";
import { secondsText } from "../format/time.ts";
import { seek } from "../state/player.ts";
import { useRun } from "../state/run-store.ts";
import { isSaved, useDraft } from "./draft.ts";
import { explanationAt } from "./hover-help.ts";
import { entryOnLine } from "./place.ts";

const LOOK_AFTER_MS = 120;

/** What stands at the cursor, in the format's words; for a fault the way to its moment. */
export function AtCursor({ cursor }: { readonly cursor: number }): ReactNode {
  const [at, setAt] = useState<{ readonly words: string; readonly fault: number } | undefined>(undefined);
  useEffect(() => {
    const timer = setTimeout(() => setAt(lookAt(useDraft.getState().text, cursor)), LOOK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [cursor]);
  const atUs = useRun(
    ({ info }) => info?.faults.find(({ entry }) => entry !== undefined && entry === at?.fault)?.atUs,
  );
  const saved = useDraft(isSaved);
  if (at === undefined) return null;
  return (
    <p className="editor-at">
      <span>{at.words}</span>
      {saved && atUs !== undefined && (
        <button type="button" className="textual" onClick={() => seek(atUs)}>
          Go to {secondsText(atUs)} s
        </button>
      )}
    </p>
  );
}

function lookAt(text: string, cursor: number): { words: string; fault: number } {
  const found = explanationAt(text, cursor);
  return {
    words: found === undefined ? "" : `${found.path}: ${found.says || found.kind}`,
    fault: entryOnLine(text, cursor, "faults"),
  };
}
