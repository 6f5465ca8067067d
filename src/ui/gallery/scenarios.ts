import { gallery, readGalleryFile, type GalleryEntry } from "virtual:gallery";

export type { GalleryEntry, Prediction } from "virtual:gallery";

/** A document's text, as it is opened. */
interface ScenarioFile {
  /** As in a checkout, for messages and commands: `scenarios/consensus/split-vote.yaml`. */
  readonly file: string;
  readonly text: string;
}

/** Everything a visitor may open. Scenarios for measuring, without a lesson, are listed by the command line only. */
export const shownScenarios: readonly GalleryEntry[] = gallery.filter((entry) => entry.lesson !== undefined);

/** What a visitor without an address sees: the scenario that makes everybody understand what this is. */
export const firstScenario: GalleryEntry | undefined =
  gallery.find(
    (entry) => entry.name.startsWith("consensus/") && /cut[- ]off/i.test(`${entry.name} ${entry.title}`),
  ) ??
  shownScenarios[0] ??
  gallery[0];

export function findScenario(name: string): GalleryEntry | undefined {
  return gallery.find((entry) => entry.name === name);
}

export async function scenarioFile(name: string): Promise<ScenarioFile | undefined> {
  const entry = findScenario(name);
  const text = entry === undefined ? undefined : await readGalleryFile(entry.file);
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

export function readLesson({ file, lesson = "" }: GalleryEntry): Promise<string | undefined> {
  const folder = file.includes("/") ? file.slice(0, file.lastIndexOf("/") + 1) : "";
  return readGalleryFile(folder + lesson.replace(/^\.\//, "")) ?? Promise.resolve(undefined);
}

/** Topics in the order of their first scenario, each with what belongs to it. */
export function byTopic(entries: readonly GalleryEntry[]): [topic: string, entries: GalleryEntry[]][] {
  const topics = new Map<string, GalleryEntry[]>();
  for (const entry of entries) {
    const topic = entry.name.includes("/") ? entry.name.slice(0, entry.name.indexOf("/")) : "";
    const list = topics.get(topic);
    if (list === undefined) topics.set(topic, [entry]);
    else list.push(entry);
  }
  return [...topics];
}

/** Whether every word of a search occurs in what the gallery says of a scenario. */
export function matches(entry: GalleryEntry, search: string): boolean {
  const text = [entry.name, entry.title, entry.concept, entry.summary, entry.program].join(" ").toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
