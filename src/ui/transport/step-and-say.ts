import { secondsText } from "../format/time.ts";
import { announce } from "../parts/announcer.tsx";
import { eventWords } from "../run/event-words.ts";
import { playheadNow } from "../state/playhead-store.ts";
import { step } from "../state/player.ts";
import { runNow } from "../state/run-store.ts";

/** Steps, and tells screen readers what the step brought. */
export function stepAndSay(direction: 1 | -1, node?: number): void {
  step(direction, node);
  const { info, data } = runNow();
  const { event, timeUs } = playheadNow();
  if (info === undefined || data === undefined) return;
  announce(
    event < 0
      ? "Before the first event"
      : `${secondsText(timeUs, 6)} seconds: ${eventWords(info, data, event)}`,
  );
}
