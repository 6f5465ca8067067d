import { useEffect } from "react";
import { entryNote, onEntry, pushEntry } from "../route/address.ts";
import { pause } from "../state/player.ts";
import { setView, useView } from "../state/view-store.ts";

/**
 * The map of models and the laboratory are two looks at one open run. Each way from one to the other is an entry of the
 * browser's history, so that its Back leads back, to the same playhead.
 */

/** The map in the laboratory's place; `chosen` is a model's id, or "" for the one that tells most. */
export function openMap(chosen = ""): void {
  if (useView.getState().models !== undefined) return chooseModel(chosen);
  pause();
  pushEntry({ models: undefined }, { models: chosen, isAbove: true });
  setView({ models: chosen });
}

export function chooseModel(id: string): void {
  setView({ models: id });
}

/** Back to the laboratory as it was left. */
export function closeMap(): void {
  if (useView.getState().models === undefined) return;
  const isAbove = entryNote().isAbove === true;
  setView({ models: undefined });
  if (isAbove) history.back();
}

/** On to the laboratory, at something that the map told of: the browser's Back leads to the map again. */
export function leaveMapFor(go: () => void): void {
  pushEntry({ models: useView.getState().models }, { models: undefined, isAbove: false });
  setView({ models: undefined });
  go();
}

/** Follows the browser's Back and Forward between the two. */
export function useMapHistory(): void {
  useEffect(() => onEntry(({ models }) => setView({ models })), []);
}
