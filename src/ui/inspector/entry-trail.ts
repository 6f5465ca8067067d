import { create } from "zustand";
import { frameAt } from "../engine/frame-at.ts";
import { announce } from "../parts/announcer.tsx";
import { whenEntry, type EntryState, type LogEntry } from "../run/entry-search.ts";
import { goToEvent } from "../state/go-to.ts";
import { playheadNow } from "../state/playhead-store.ts";
import { runNow } from "../state/run-store.ts";

/** The log entry that the reader follows through the run. */
interface Trail {
  readonly entry: LogEntry;
  readonly state: EntryState;
  /** Where it came to be in that state: as long as this event is selected the trail is shown. */
  readonly event: number;
  /** Where the reader saw it: what is asked next is asked of this moment. */
  readonly seenAt: number;
}

export const useEntryTrail = create<{ readonly trail: Trail | undefined }>(() => ({ trail: undefined }));

/** To the moment at which a node came to hold an entry of its log, or to know that it is committed. */
export async function goToEntry(
  entry: LogEntry,
  state: EntryState,
  seenAt = playheadNow().event,
): Promise<void> {
  const { data } = runNow();
  if (data === undefined) return;
  const event = await whenEntry(data, entry, state, seenAt, frameAt);
  if (data !== runNow().data) return;
  if (event < 0) {
    announce(`Entry ${entry.index} is not ${state} yet`);
    return;
  }
  useEntryTrail.setState({ trail: { entry, state, event, seenAt } });
  goToEvent(event);
  announce(`Entry ${entry.index} is ${state === "held" ? "appended" : "committed"} here`);
}
