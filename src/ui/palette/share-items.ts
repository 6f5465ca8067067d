import type { RunInfo } from "../../session/index.ts";
import { anotherSeed, runWithSeed } from "../editor/run-with-seed.ts";
import { chooseFiles } from "../lab/opened-file.ts";
import { runFileName, runFileText } from "../link/run-file.ts";
import { addressOf, stateNow } from "../link/state-now.ts";
import { LONGEST_LINK } from "../link/write-link.ts";
import { announce } from "../parts/announcer.tsx";
import { saveFile } from "../parts/save-file.ts";
import { saveScenario } from "../share/save-scenario.ts";
import { setShareOpen } from "../share/share-store.ts";
import { absolute } from "../share/use-shared.ts";
import { pause } from "../state/player.ts";
import { runNow } from "../state/run-store.ts";
import type { PaletteItem } from "./item.ts";

/** What goes out of the page and comes in: links, commands, files, and the seed. */
export function shareItems(): PaletteItem[] {
  const { info, fingerprint } = runNow();
  const lines: readonly (readonly [title: string, detail: string, run: () => void])[] = [
    ["Open a file", "scenario, run or trace", chooseFiles],
    ...(info === undefined ? [] : ofRun(info)),
    ...(fingerprint === undefined
      ? []
      : [["Copy fingerprint", fingerprint, () => copy(fingerprint, "The fingerprint")] as const]),
  ];
  return lines.map(([title, detail, run]) => ({
    id: `run ${title}`,
    kind: "run",
    title,
    detail,
    run,
  }));
}

function ofRun(info: RunInfo): (readonly [title: string, detail: string, run: () => void])[] {
  const { seed, command, fileName } = info;
  return [
    ["Copy link to this moment", "", () => void copyLink()],
    ["Copy command", command, () => copy(command, "The command")],
    ["Copy seed", seed, () => copy(seed, "The seed")],
    ["Another seed", `it is ${seed}`, () => void runWithSeed(anotherSeed(seed), seed)],
    ["Download run", "", () => void downloadRun(info)],
    ["Download scenario", fileName, () => void saveScenario(info)],
  ];
}

function copy(text: string, what: string): void {
  const told = navigator.clipboard.writeText(text).then(
    () => `${what} is copied`,
    () => `${what} could not be copied: the browser does not allow it`,
  );
  void told.then(announce);
}

/** Where the page still moves, or the link would be cut on its way, the dialog has more to say. */
async function copyLink(): Promise<void> {
  pause();
  const state = await stateNow();
  const link = state === undefined ? "" : absolute(await addressOf(state));
  if (link === "" || link.length > LONGEST_LINK) setShareOpen(true);
  else copy(link, "The link");
}

async function downloadRun(info: RunInfo): Promise<void> {
  pause();
  const state = await stateNow();
  if (state === undefined) setShareOpen(true);
  else saveFile(runFileName(info), new Blob([runFileText(state)], { type: "text/yaml" }));
}
