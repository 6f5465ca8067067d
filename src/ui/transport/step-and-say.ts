import { secondsText } from "../format/time.ts";
import { announce } from "../parts/announcer.tsx";
import { eventWords } from "../run/event-words.ts";
import { playheadNow, type Direction } from "../state/playhead-store.ts";
import { step, stepMoment } from "../state/player.ts";
import { runNow } from "../state/run-store.ts";
import { select, selectionNow } from "../state/selection-store.ts";

/**
 * Steps, and tells screen readers what the step brought. Along a node the selection goes with the playhead where it
 * was an event: whoever reads one reads on.
 */
export function stepAndSay(direction: Direction, node?: number): void {
  step(direction, node);
  const { info, data } = runNow();
  const { event } = playheadNow();
  if (node !== undefined && event >= 0 && selectionNow().kind === "event") select({ kind: "event", event });
  if (info === undefined || data === undefined) return;
  announce(event < 0 ? "Before the first event" : `${nowText()}: ${eventWords(info, data, event)}`);
}

/** The same for moments. */
export function stepMomentAndSay(direction: Direction): void {
  const moment = stepMoment(direction);
  const none = direction > 0 ? "No later moment is computed" : "No earlier moment";
  announce(moment === undefined ? none : `${nowText()}: ${moment.text}`);
}

function nowText(): string {
  return `${secondsText(playheadNow().timeUs, 6)} seconds`;
}
