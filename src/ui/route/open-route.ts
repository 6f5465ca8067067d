import { isEmbedded } from "../embed/is-embedded.ts";
import { openRun, openSaved, showErrors } from "../engine/run-controller.ts";
import { readPrediction } from "../gallery/scenarios.ts";
import { beginLesson, commitPrediction } from "../lesson/lesson-store.ts";
import { usualView, type Place } from "../link/link-state.ts";
import { fromReadable, namesPlace, versionOf } from "../link/readable.ts";
import { dismiss, notify } from "../notice/notice-store.ts";
import { noFilter, setFilter } from "../state/filter-store.ts";
import { play } from "../state/player.ts";
import { runNow } from "../state/run-store.ts";
import { select } from "../state/selection-store.ts";
import { setView } from "../state/view-store.ts";
import { prefersReducedMotion } from "../theme/theme-store.ts";
import { entryNote } from "./address.ts";
import { setOpening, usualSelection } from "./opened.ts";
import { openingOf, type Opening } from "./opening.ts";
import { refuse } from "./refusal-store.ts";
import type { LabRoute } from "./route.ts";

/**
 * Opens what the address says, at the place that it says; without a place it plays, unless the reader wants no motion
 * or has to predict first. A document that cannot be used leaves the run before it on the page. False when nothing was
 * opened, or when the reader went elsewhere.
 */
export async function openRoute(route: LabRoute, isLeft: () => boolean): Promise<boolean> {
  const found = await openingOf(route);
  if (isLeft()) return false;
  if (!found.ok) {
    if (typeof found.error === "string") refuse(found.error);
    else showErrors(found.error);
    return false;
  }
  const opening = found.value;
  const { run, entry, lesson } = opening;
  // Before the run is: nothing of it may be seen that a question comes before.
  const asks = entry !== undefined && !isEmbedded;
  const predict = asks ? await readPrediction(entry).catch(() => undefined) : undefined;
  if (isLeft()) return false;
  const isOpen =
    "saved" in run ? await openSaved(run.saved, opening.place?.timeUs) : await openRun(run.source);
  if (!isOpen || isLeft()) return false;
  setOpening(opening);
  // A frame has no room for a lesson, and a question nobody sees must not stop the run.
  if (isEmbedded) beginLesson(undefined, undefined, undefined);
  else beginLesson(entry, lesson, predict);
  const { answer, reason = "" } = entryNote();
  if (answer !== undefined) commitPrediction(answer, reason);
  setView(usualView);
  setFilter(noFilter);
  select(usualSelection());
  tell(opening);
  const place = placeOf(opening);
  const needsPlace = place !== undefined || "saved" in run;
  const places = needsPlace ? await import("../link/place.ts").catch(placeNotLoaded) : undefined;
  if (isLeft()) return false;
  if (place !== undefined) await places?.goToPlace(place, isLeft);
  else if (!prefersReducedMotion()) play();
  if ("saved" in run && !isLeft()) places?.compareFingerprint(run.saved.fingerprint);
  return !isLeft();
}

function placeNotLoaded(): undefined {
  notify({
    subject: "link",
    text: "The place in the run could not be loaded: reload when the network is back.",
  });
}

function placeOf({ place, address }: Opening): Place | undefined {
  if (address === undefined || !namesPlace(address)) return place;
  const nodes = runNow().info?.nodes.map(({ name }) => name) ?? [];
  const read = fromReadable(address, { nodes, selection: usualSelection() });
  if (read.ok) return read.value;
  notify({ subject: "link", text: `Part of this link cannot be used: ${read.error}.` });
  return place;
}

/** How this run was opened, where the reader should know: what an earlier run had to tell is no news any more. */
function tell({ notice, address }: Opening): void {
  for (const subject of ["link", "engine", "result"]) dismiss(subject);
  const { info } = runNow();
  if (notice !== undefined) notify({ subject: "link", text: notice });
  const here = versionOf(info?.engine ?? "");
  const otherEngine =
    address?.v === undefined || address.v === here
      ? info?.notice
      : `This link was made by engine ${address.v}; here it is computed by engine ${here}, which may give another run.`;
  if (otherEngine !== undefined) notify({ subject: "engine", text: otherEngine });
}
