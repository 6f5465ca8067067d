import type { ReactNode } from "react";
import { useRun } from "../state/run-store.ts";
import { goToEntry, useEntryTrail } from "./entry-trail.ts";

/** Over an event that a log entry led to: which entry, and the way to its commit or back to where it was appended. */
export function EntryTrailNote({ event }: { readonly event: number }): ReactNode {
  const trail = useEntryTrail((state) => state.trail);
  const name = useRun((state) => (trail === undefined ? "" : state.info?.nodes[trail.entry.node]?.name));
  const termWord = useRun((state) =>
    trail === undefined ? undefined : state.info?.nodes[trail.entry.node]?.termWord,
  );
  if (trail?.event !== event) return null;
  const { entry, state, seenAt } = trail;
  const other = state === "held" ? "committed" : "held";
  return (
    <p className="entry-trail">
      {name} {state === "held" ? "appends" : "learns of the commit of"} entry {entry.index} of{" "}
      {termWord ?? "term"} {entry.term} here.{" "}
      <button type="button" className="textual" onClick={() => void goToEntry(entry, other, seenAt)}>
        {other === "committed" ? "To its commit" : "To where it was appended"}
      </button>
    </p>
  );
}
