import { gallery, type GalleryHead } from "virtual:gallery";
import type { Prediction } from "virtual:gallery-details";

export type { GalleryHead } from "virtual:gallery";
export type { Prediction } from "virtual:gallery-details";

/** A document's text, as it is opened. */
interface ScenarioFile {
  /** As in a checkout, for messages and commands: `scenarios/consensus/split-vote.yaml`. */
  readonly file: string;
  readonly text: string;
}

/** Everything a visitor may open. Scenarios for measuring, without a lesson, are listed by the command line only. */
export const shownScenarios: readonly GalleryHead[] = gallery.filter((entry) => entry.lesson !== undefined);

/** What a visitor without an address sees: the scenario that makes everybody understand what this is. */
export const firstScenario: GalleryHead | undefined =
  gallery.find(
    (entry) => entry.name.startsWith("consensus/") && /cut[- ]off/i.test(`${entry.name} ${entry.title}`),
  ) ??
  shownScenarios[0] ??
  gallery[0];

export function findScenario(name: string): GalleryHead | undefined {
  return gallery.find((entry) => entry.name === name);
}

export async function scenarioFile(name: string): Promise<ScenarioFile | undefined> {
  const entry = findScenario(name);
  const text = entry === undefined ? undefined : await readText(entry.file);
  return text === undefined ? undefined : { file: `scenarios/${name}.yaml`, text };
}

/** `scenarios/consensus/split-vote.yaml` → `consensus/split-vote`; undefined for a file from elsewhere. */
export function scenarioName(file: string): string | undefined {
  return /^scenarios\/(.+)\.yaml$/.exec(file)?.[1];
}

/** The text that the gallery has for a run's file now; undefined when it has none. */
export async function galleryText(file: string): Promise<string | undefined> {
  return (await scenarioFile(scenarioName(file) ?? ""))?.text;
}

export async function readLesson({ file, lesson = "" }: GalleryHead): Promise<string | undefined> {
  const folder = file.includes("/") ? file.slice(0, file.lastIndexOf("/") + 1) : "";
  return readText(folder + lesson.replace(/^\.\//, ""));
}

/** What its lesson asks before the run is shown. */
export async function readPrediction({ name }: GalleryHead): Promise<Prediction | undefined> {
  return (await import("virtual:gallery-details")).details[name]?.predict;
}

async function readText(file: string): Promise<string | undefined> {
  return (await import("virtual:gallery-details")).readGalleryFile(file);
}
