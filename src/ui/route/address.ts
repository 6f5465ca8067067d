import { useSyncExternalStore } from "react";

/** One coming to an address: going to the same address again is another visit. */
export interface Visit {
  readonly hash: string;
  readonly count: number;
}

let visit: Visit | undefined;
const listeners = new Set<() => void>();

/** Where the reader went, not what the page wrote into the address since. */
export function visitNow(): Visit {
  // Listens from the first look on: the reader may go elsewhere before anything on the page does.
  if (visit === undefined) addEventListener("hashchange", onHashChange);
  return (visit ??= { hash: location.hash, count: 0 });
}

export function useVisit(): Visit {
  return useSyncExternalStore(onVisit, visitNow);
}

/** What this entry of the browser's history remembers besides the address: it survives a reload, and is in no link. */
export interface EntryNote {
  /** Under which the work is kept as long as it has no name. */
  readonly unsaved?: string;
  /** The reader's prediction. */
  readonly answer?: number | "skipped";
  readonly reason?: string;
}

export function entryNote(): EntryNote {
  const state: unknown = history.state;
  return typeof state === "object" && state !== null ? state : {};
}

/** Writes where the reader is now: reloading and coming back lead there, nothing is opened, no history grows. */
export function replaceAddress(hash: string, note: EntryNote): void {
  history.replaceState(note, "", hash);
}

/** To an address from code, as a click on a link would. */
export function goTo(hash: string): void {
  location.hash = hash;
}

function onVisit(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function onHashChange(): void {
  visit = { hash: location.hash, count: visitNow().count + 1 };
  for (const listener of listeners) listener();
}
