import { announce } from "../parts/announcer.tsx";
import { isAtGate, togglePlaying } from "../state/player.ts";
import { setView } from "../state/view-store.ts";

/** Plays or pauses; where a question stops the run, leads the reader to it instead. */
export function playOrAsk(): void {
  if (!isAtGate()) {
    togglePlaying();
    return;
  }
  setView({ isLessonOpen: true, tab: "lesson" });
  announce("The run waits for your prediction");
  requestAnimationFrame(() => document.querySelector<HTMLElement>(".predict input")?.focus());
}
