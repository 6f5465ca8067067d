import { create } from "zustand";
import { useRun } from "../state/run-store.ts";

/** A place on the stage: shares of its width and height, from the upper left. */
export type Share = readonly [x: number, y: number];

interface StageEdit {
  /** The cluster itself is edited: marks are moved instead of broken. */
  readonly isEditing: boolean;
  /** The node that is being moved and where it is now, until the run's document says so itself. */
  readonly moved: { readonly name: string; readonly at: Share } | undefined;
  /** Why the last edit did not happen. */
  readonly refused: string;
  /** The lines of the document that stand in its way. */
  readonly refusedLines: readonly string[];
}

export const useStageEdit = create<StageEdit>(() => ({
  isEditing: false,
  moved: undefined,
  refused: "",
  refusedLines: [],
}));

export function setEditing(isEditing: boolean): void {
  useStageEdit.setState({ isEditing, moved: undefined });
  dismissRefusal();
}

export function dismissRefusal(): void {
  useStageEdit.setState({ refused: "", refusedLines: [] });
}

export function moveTo(name: string, at: Share): void {
  useStageEdit.setState({ moved: { name, at } });
  dismissRefusal();
}

// Another document is looked at first.
useRun.subscribe(({ info }, before) => {
  if (info?.file !== before.info?.file) setEditing(false);
});
