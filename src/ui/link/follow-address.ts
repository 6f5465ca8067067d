import { firstScenario } from "../gallery/scenarios.ts";
import { useLesson } from "../lesson/lesson-store.ts";
import { keepUnsaved } from "../library/autosave.ts";
import { useMarks } from "../marks/marks-store.ts";
import { entryNote, isAtOwnAddress, replaceAddress, visitNow, type EntryNote } from "../route/address.ts";
import { keptHash, parseRoute, runHash } from "../route/route.ts";
import { useFilter } from "../state/filter-store.ts";
import { playheadNow, usePlayhead } from "../state/playhead-store.ts";
import { runNow, useCompared, useRun } from "../state/run-store.ts";
import { useSelection } from "../state/selection-store.ts";
import { useView } from "../state/view-store.ts";
import { addressOf, stateNow } from "./state-now.ts";
import { LONGEST_LINK } from "./write-link.ts";

/** The page must have been still for so long. Browsers allow a few changes of the address a second. */
const STILL_MS = 600;

/**
 * Keeps the address where the reader is, so that reloading, coming back and copying it lead there; and keeps what was
 * edited in the browser. Nothing is written while the run plays. Ends with the function that it returns.
 */
export function followAddress(): () => void {
  const visit = visitNow();
  const treeAsOpened = treeNow();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isEnded = false;

  const write = async (): Promise<void> => {
    const { phase, info } = runNow();
    if (playheadNow().isPlaying || phase !== "ready" || info === undefined) return;
    const written = await whereNow(treeNow() !== treeAsOpened);
    if (isEnded || visitNow() !== visit || !isAtOwnAddress()) return;
    if (written === undefined) return schedule();
    // An address that was typed or clicked, and still leads here, stays as it is.
    const hash = written.hash === asWritten(visit.hash) ? visit.hash : written.hash;
    replaceAddress(hash, written.note);
  };
  const schedule = (): void => {
    clearTimeout(timer);
    // A browser that cannot write a link leaves the address as it is.
    if (!isEnded) timer = setTimeout(() => void write().catch(() => undefined), STILL_MS);
  };
  const stores = [useRun, useCompared, usePlayhead, useSelection, useView, useFilter, useMarks, useLesson];
  const stops = stores.map((store) => store.subscribe(schedule));
  schedule();
  return () => {
    isEnded = true;
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}

/** Undefined while the page still moves. What is too long for an address is kept in the browser, and named in it. */
async function whereNow(
  isEdited: boolean,
): Promise<{ readonly hash: string; readonly note: EntryNote } | undefined> {
  const state = await stateNow();
  if (state === undefined) return undefined;
  const link = await addressOf(state);
  const isLong = link.length > LONGEST_LINK;
  const unsaved = isEdited || isLong ? await keepUnsaved(state) : entryNote().unsaved;
  const { answer, reason } = useLesson.getState();
  const { models } = useView.getState();
  const note = {
    ...(unsaved === undefined ? {} : { unsaved }),
    ...(answer === undefined ? {} : { answer, reason }),
    ...(models === undefined ? {} : { models, isAbove: entryNote().isAbove === true }),
  };
  return { hash: isLong && unsaved !== undefined ? keptHash(unsaved) : link, note };
}

/** As the page itself would write an address that names a run. */
function asWritten(hash: string): string {
  const route = parseRoute(hash, firstScenario?.name ?? "");
  return route.page === "lab" ? runHash(route) : hash;
}

/** Another text when something was edited. */
function treeNow(): string {
  return JSON.stringify(
    runNow().info?.branches.map(({ name, parent, what, seed }) => [name, parent, what, seed]),
  );
}
