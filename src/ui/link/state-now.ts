import { saveRun, stateHash } from "../engine/run-controller.ts";
import { galleryText, scenarioName } from "../gallery/scenarios.ts";
import { openingNow, usualSelection } from "../route/opened.ts";
import { runHash } from "../route/route.ts";
import { playheadNow } from "../state/playhead-store.ts";
import { runNow } from "../state/run-store.ts";
import type { LinkState } from "./link-state.ts";
import { placeNow } from "./place.ts";
import { toReadable } from "./readable.ts";
import { linkHash } from "./write-link.ts";

/** All that is open and where the reader is in it; undefined when nothing is, or while the page still moves. */
export async function stateNow(): Promise<LinkState | undefined> {
  const { entry, lesson } = openingNow();
  const { info, phase } = runNow();
  if (info === undefined || phase !== "ready" || playheadNow().isUnsettled) return undefined;
  const place = placeNow();
  const [run, hash] = await Promise.all([saveRun(), stateHash(place.event ?? -1)]);
  const isMoved = playheadNow().event !== place.event || playheadNow().isUnsettled;
  if (run === undefined || hash === undefined || isMoved) return undefined;
  const own = entry === undefined ? lesson : undefined;
  return { run, place: { ...place, stateHash: hash }, ...(own === undefined ? {} : { lesson: own }) };
}

/** The shortest address that opens a state: one that can be read, or a packed one. */
export async function addressOf(state: LinkState): Promise<string> {
  const { entry } = openingNow();
  const known = await galleryText(state.run.file);
  const { info, data } = runNow();
  if (known === state.run.text && info !== undefined) {
    const readable = toReadable(
      state,
      {
        name: scenarioName(state.run.file) ?? "",
        seed: entry?.seed,
        selection: usualSelection(),
        nodes: info.nodes.map(({ name }) => name),
      },
      data?.columns.lastAt(state.place.timeUs) === state.place.event,
    );
    if (readable !== undefined) return runHash(readable);
  }
  return linkHash(state, known);
}
