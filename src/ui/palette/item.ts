import { fuzzyScore } from "./fuzzy.ts";

/** One thing that the palette can do or go to. */
export interface PaletteItem {
  readonly id: string;
  /** What it is, in one word: `node`, `moment`. */
  readonly kind: string;
  readonly title: string;
  /** What else is searched and shown: a time, a role, a key. */
  readonly detail?: string;
  readonly run: () => void;
}

const MOST_SHOWN = 60;

/** Those that answer a search, best first; those that answer alike in the order in which they came. */
export function itemsFor(search: string, items: readonly PaletteItem[]): PaletteItem[] {
  return items
    .map((item, order) => ({ item, order, score: scoreOf(search, item) }))
    .filter(({ score }) => score > -Infinity)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .slice(0, MOST_SHOWN)
    .map(({ item }) => item);
}

function scoreOf(search: string, { kind, title, detail = "" }: PaletteItem): number {
  return search.trim() === "" ? 0 : fuzzyScore(search, `${title} ${detail} ${kind}`);
}
