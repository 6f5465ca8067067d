import { useSyncExternalStore } from "react";

/** One coming to an address: going to the same address again is another visit. */
export interface Visit {
  readonly hash: string;
  readonly count: number;
}

let visit: Visit | undefined;
const listeners = new Set<() => void>();
/** What the page wrote into the address, or found there. */
let ownHash = "";
const entryListeners = new Set<(note: EntryNote) => void>();

/** Where the reader went, not what the page wrote into the address since. */
export function visitNow(): Visit {
  // Listens from the first look on: the reader may go elsewhere before anything on the page does.
  if (visit === undefined) {
    ownHash = location.hash;
    addEventListener("popstate", onPopState);
    addEventListener("hashchange", onHashChange);
  }
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
  /** The visit that it belongs to: between entries of one visit the run stays open. */
  readonly visit?: string;
  /** What was shown in the laboratory's place: see `ViewState.models`. */
  readonly models?: string | undefined;
  /** The entry below it shows the same run without that. */
  readonly isAbove?: boolean;
}

export function entryNote(): EntryNote {
  const state: unknown = history.state;
  return typeof state === "object" && state !== null ? state : {};
}

/**
 * Writes where the reader is now, if that is news: reloading and coming back lead there, nothing is opened, no history
 * grows.
 */
export function replaceAddress(hash: string, note: EntryNote): void {
  const whole = { ...note, visit: visitName() };
  if (hash === location.hash && JSON.stringify(whole) === JSON.stringify(history.state)) return;
  history.replaceState(whole, "", hash);
  ownHash = hash;
}

/**
 * Another entry of the browser's history for the open run; the address follows. Going back from it opens nothing. `here`
 * is what the entry that is left has to remember, which may not be written yet.
 */
export function pushEntry(here: EntryNote, there: EntryNote): void {
  replaceAddress(location.hash, { ...entryNote(), ...here });
  history.pushState({ ...entryNote(), ...there }, "", location.hash);
}

/** False when the reader is on the way to another address. */
export function isAtOwnAddress(): boolean {
  return location.hash === ownHash;
}

/** Calls when the reader goes back or on to another entry of the open run. Ends with the function that it returns. */
export function onEntry(listener: (note: EntryNote) => void): () => void {
  entryListeners.add(listener);
  return () => entryListeners.delete(listener);
}

/** To an address from code, as a click on a link would. */
export function goTo(hash: string): void {
  location.hash = hash;
}

function onVisit(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** No other page load has the same. */
function visitName(): string {
  return `${performance.timeOrigin} ${visitNow().count}`;
}

/** Comes before `hashchange`, and also where the address stays the same. */
function onPopState(): void {
  if (entryNote().visit !== visitName()) return;
  ownHash = location.hash;
  for (const listener of entryListeners) listener(entryNote());
}

function onHashChange(): void {
  if (entryNote().visit === visitName()) return;
  ownHash = location.hash;
  visit = { hash: location.hash, count: visitNow().count + 1 };
  for (const listener of listeners) listener();
}
