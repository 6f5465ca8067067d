import { compareWith, stateHash } from "../engine/run-controller.ts";
import { setMarks, useMarks } from "../marks/marks-store.ts";
import { notify } from "../notice/notice-store.ts";
import { filterNow, noFilter, setFilter, type DiagramFilter } from "../state/filter-store.ts";
import { playheadNow } from "../state/playhead-store.ts";
import { seek, seekEvent } from "../state/player.ts";
import { runNow, useCompared, useRun } from "../state/run-store.ts";
import { select, selectionNow, type Selection } from "../state/selection-store.ts";
import { setView, useView } from "../state/view-store.ts";
import type { KeptView, Place } from "./link-state.ts";

/** Where the reader is in the run on the page. */
export function placeNow(): Place {
  const { event, timeUs, seenUs } = playheadNow();
  const { tab, isLessonOpen, isFollowing, fromUs, spanUs, models } = useView.getState();
  // While it follows, the diagram's beginning is the playhead's business.
  const view: KeptView = {
    tab,
    isLessonOpen,
    isFollowing,
    fromUs: isFollowing ? 0 : fromUs,
    spanUs,
    ...(models === undefined ? {} : { models }),
  };
  const compared = comparedNow();
  const filter = filterNow();
  const { marks } = useMarks.getState();
  return {
    event,
    timeUs: Math.floor(timeUs),
    ...(Math.floor(seenUs) > Math.floor(timeUs) ? { seenUs: Math.floor(seenUs) } : {}),
    selection: selectionNow(),
    view,
    ...(isUsual(filter) ? {} : { filter }),
    ...(marks.length === 0 ? {} : { marks }),
    ...(compared === undefined ? {} : { compared }),
  };
}

/** Brings the reader to a place once the engine has come there. Nothing happens when the run is left before. */
export async function goToPlace(place: Place, isLeft: () => boolean): Promise<void> {
  const { selection, timeUs, seenUs = timeUs, event = -1, compared } = place;
  setView(place.view);
  setFilter(place.filter ?? noFilter);
  setMarks(place.marks ?? []);
  await computed(seenUs, selection.kind === "event" ? Math.max(event, selection.event) : event, isLeft);
  const { data, info } = runNow();
  if (isLeft() || data === undefined || info === undefined) return;
  if (seenUs > timeUs) seek(seenUs);
  seek(timeUs);
  if (place.event !== undefined && playheadNow().event !== event) seekEvent(event);
  select(isThere(selection) ? selection : { kind: "none" });
  const beside = compared === undefined ? undefined : info.branches[compared];
  if (beside !== undefined) compareWith(beside.id);
  if (place.stateHash !== undefined) await compareState(place.stateHash, isLeft);
}

/** What was computed here must be what the link was made from. */
async function compareState(expected: string, isLeft: () => boolean): Promise<void> {
  const found = await stateHash(playheadNow().event);
  if (found === undefined || isLeft()) return;
  if (found !== expected)
    notify({
      subject: "result",
      text: `This is another state than the one that was shared: ${found} here, ${expected} there.`,
    });
}

/** The same of the whole run: told once it is computed to its end. */
export function compareFingerprint(expected: string | undefined): void {
  const branch = runNow().info?.branch;
  if (expected === undefined) return;
  const stop = useRun.subscribe(({ info, fingerprint }) => {
    if (info?.branch !== branch) stop();
    else if (fingerprint !== undefined) {
      stop();
      if (fingerprint !== expected)
        notify({
          subject: "result",
          text: `This is another run than the one that was shared: ${fingerprint} here, ${expected} there.`,
        });
    }
  });
}

function computed(timeUs: number, event: number, isLeft: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const isReached = (): boolean => {
      const { data, computedUs, done, budget, phase } = runNow();
      if (isLeft() || data === undefined || phase === "bug") return true;
      return done || budget !== undefined || (computedUs >= timeUs && data.columns.length > event);
    };
    if (isReached()) return resolve();
    const stop = useRun.subscribe(() => {
      if (!isReached()) return;
      stop();
      resolve();
    });
  });
}

function isThere(selection: Selection): boolean {
  const { info, data } = runNow();
  const nodes = info?.nodes.length ?? 0;
  switch (selection.kind) {
    case "none":
      return true;
    case "node":
      return selection.node < nodes;
    case "link":
      return selection.from < nodes && selection.to < nodes;
    case "event":
      return selection.event < (data?.columns.length ?? 0);
    case "operation":
      return selection.index < (data?.operations.all.length ?? 0);
  }
}

function isUsual(filter: DiagramFilter): boolean {
  return JSON.stringify(filter) === JSON.stringify(noFilter);
}

/** Counted as a saved run counts its branches. */
function comparedNow(): number | undefined {
  const compared = useCompared.getState().info?.branch;
  const index = runNow().info?.branches.findIndex(({ id }) => id === compared) ?? -1;
  return compared === undefined || index < 0 ? undefined : index;
}
