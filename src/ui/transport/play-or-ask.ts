import { announce } from "../parts/announcer.tsx";
import { playheadNow } from "../state/playhead-store.ts";
import { isAtGate, isPlayingTo, pause, play } from "../state/player.ts";
import { setView } from "../state/view-store.ts";

/** Plays or pauses, whichever way it plays. */
export function playOrPause(): void {
  if (playheadNow().isPlaying) pause();
  else playOn();
}

/** Plays; where a question stops the run, leads the reader to it instead. */
export function playOn(): void {
  if (!isAtGate()) {
    play();
    return;
  }
  setView({ isLessonOpen: true, tab: "lesson" });
  announce("The run waits for your prediction");
  requestAnimationFrame(() => document.querySelector<HTMLElement>(".predict input")?.focus());
}

/** Plays back in time, or pauses when it does already. */
export function playBack(): void {
  if (isPlayingTo(-1)) pause();
  else play(-1);
}
