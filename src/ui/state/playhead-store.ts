import { createSided } from "./sided-store.ts";

export type Direction = 1 | -1;

/**
 * Where the reader is. `event` is the last event that has happened; `timeUs` lies between it and the next one
 * (events of one instant are stepped one by one, so `event` says more than `timeUs`). What lies after `seenUs` is
 * not played yet and not shown.
 */
export interface Playhead {
  readonly timeUs: number;
  readonly event: number;
  readonly seenUs: number;
  readonly seenEvent: number;
  readonly isPlaying: boolean;
  /** −1: playing goes back in time. */
  readonly direction: Direction;
  /** Virtual seconds per second. */
  readonly speed: number;
  /** `auto` slows down where something happens. */
  readonly pace: "auto" | "fixed";
  /** The run changed under the playhead: `event` is found again once the engine has come this far. */
  readonly isUnsettled: boolean;
  /** Playing stops here: a question is to be answered first. Infinity when nothing is asked. */
  readonly gateUs: number;
}

export const startOfRun: Playhead = {
  timeUs: 0,
  event: -1,
  seenUs: 0,
  seenEvent: -1,
  isPlaying: false,
  direction: 1,
  speed: 0.02,
  pace: "auto",
  isUnsettled: false,
  gateUs: Infinity,
};

/** Only `state/player.ts` writes it. */
export const usePlayhead = createSided<Playhead>(startOfRun);

export const playheadNow = (): Playhead => usePlayhead.getState();
