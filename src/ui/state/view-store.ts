import { create } from "zustand";
import { MOMENT_KINDS, type MomentKind } from "../run/moments.ts";

/** How the page is arranged: what no run depends on. */
export interface ViewState {
  readonly isLessonOpen: boolean;
  /** In front of a class: undefined leaves it to the screen's height. */
  readonly isDiagramOpen: boolean | undefined;
  /** The view under the stage; on a phone also the panels are such views. */
  readonly tab: string;
  /** The view has the stage's room as well: for a text or a table. */
  readonly isViewTall: boolean;
  /** The stretch of time that the diagram shows, µs. `isFollowing`: it ends at the playhead. */
  readonly spanUs: number;
  readonly fromUs: number;
  readonly isFollowing: boolean;
  /**
   * The map of consistency models stands in the laboratory's place: the model that is chosen on it, "" for the one that
   * tells most. Undefined: it does not.
   */
  readonly models?: string | undefined;
  readonly isHelpOpen: boolean;
  readonly isPaletteOpen: boolean;
  readonly singleKeys: boolean;
  /** The moments that stepping goes to, and that playing stops at when it is to stop. */
  readonly momentKinds: readonly MomentKind[];
  readonly stopsAtMoments: boolean;
}

export const useView = create<ViewState>(() => ({
  isLessonOpen: true,
  isDiagramOpen: undefined,
  tab: "space-time",
  isViewTall: false,
  spanUs: 0,
  fromUs: 0,
  isFollowing: true,
  models: undefined,
  isHelpOpen: false,
  isPaletteOpen: false,
  singleKeys: true,
  momentKinds: MOMENT_KINDS,
  stopsAtMoments: false,
}));

export const setView = (change: Partial<ViewState>): void => useView.setState(change);
