import type { SavedRun } from "../../session/index.ts";
import type { Mark } from "../marks/marks-store.ts";
import type { DiagramFilter } from "../state/filter-store.ts";
import type { Selection } from "../state/selection-store.ts";
import type { ViewState } from "../state/view-store.ts";

/** What a link, a run file and the browser's storage hold: a tree of branches, and where in it the reader is. */
export interface LinkState {
  readonly run: SavedRun;
  readonly place: Place;
  /** The text of a lesson that came with a document from outside of the gallery. */
  readonly lesson?: string;
}

/** Where the reader is in the shown branch, and how the page is arranged. */
export interface Place {
  /** −1: before the first event; left out: the last one at `timeUs`. */
  readonly event?: number;
  readonly timeUs: number;
  /** How far the run was played, where the reader went back since: what was seen stays shown. */
  readonly seenUs?: number;
  readonly selection: Selection;
  readonly view: KeptView;
  /** What the diagram leaves out and looks for; left out: nothing. */
  readonly filter?: DiagramFilter;
  /** Moments that the reader named. */
  readonly marks?: readonly Mark[];
  /** The branch beside the shown one, counted as `run.shown` is. */
  readonly compared?: number;
  /** Of all nodes after `event`, 16 hexadecimal digits: whoever opens the place computes it again and compares. */
  readonly stateHash?: string;
}

/** The part of the page's arrangement that belongs to what is shown, not to the reader's taste. */
export type KeptView = Pick<
  ViewState,
  "tab" | "isLessonOpen" | "isFollowing" | "fromUs" | "spanUs" | "models"
>;

export const usualView: KeptView = {
  tab: "space-time",
  isLessonOpen: true,
  isFollowing: true,
  fromUs: 0,
  spanUs: 0,
  models: undefined,
};
