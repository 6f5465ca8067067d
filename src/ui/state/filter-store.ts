import { create } from "zustand";

/** What of a run the diagram shows and how: plain data, by names, so that a link can carry it to the same scenario. */
export interface DiagramFilter {
  /** Names of messages that are not drawn. */
  readonly hiddenTags: readonly string[];
  /** Names of nodes without a lane. */
  readonly hiddenNodes: readonly string[];
  /** Names of nodes whose lane is thin and has no words. */
  readonly thinNodes: readonly string[];
  /** What is looked for. */
  readonly search: string;
  /** Which logical time stands at the events. */
  readonly timestamps: "none" | "lamport" | "vector";
}

export const noFilter: DiagramFilter = {
  hiddenTags: [],
  hiddenNodes: [],
  thinNodes: [],
  search: "",
  timestamps: "none",
};

export const useFilter = create<DiagramFilter>(() => noFilter);

export const filterNow = (): DiagramFilter => useFilter.getState();

export function setFilter(change: Partial<DiagramFilter>): void {
  useFilter.setState(change);
}

/** Whether the bar with all this is shown over the diagram. */
export const useFilterBar = create<{ readonly isOpen: boolean }>(() => ({ isOpen: false }));

export function toggleFilterBar(): void {
  useFilterBar.setState(({ isOpen }) => ({ isOpen: !isOpen }));
}

/** The list with a name added, or without it if it was there. */
export function toggled(names: readonly string[], name: string): readonly string[] {
  return names.includes(name) ? names.filter((one) => one !== name) : [...names, name];
}
