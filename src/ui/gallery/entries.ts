import { details, type GalleryDetails } from "virtual:gallery-details";
import { shownScenarios, type GalleryHead } from "./scenarios.ts";
import { compareScenarios } from "./topics.ts";

/** A scenario as the gallery shows it. */
export type GalleryEntry = GalleryHead & GalleryDetails;

export const shownEntries: readonly GalleryEntry[] = shownScenarios
  .toSorted((a, b) => compareScenarios(a.name, b.name))
  .map(entryOf);

export function entryOf(head: GalleryHead): GalleryEntry {
  return { ...head, ...details[head.name] };
}

/** The topics, each with what belongs to it. */
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
