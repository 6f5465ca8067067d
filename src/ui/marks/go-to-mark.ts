import { goToEvent } from "../state/go-to.ts";
import { pause, seek } from "../state/player.ts";
import { runNow } from "../state/run-store.ts";
import type { Mark } from "./marks-store.ts";

/** To the marked event; to its time where the shown branch has another event under that number, or none. */
export function goToMark({ event, timeUs }: Mark): void {
  const columns = runNow().data?.columns;
  if (event >= 0 && columns !== undefined && event < columns.length && columns.timeUs[event] === timeUs) {
    goToEvent(event);
    return;
  }
  pause();
  seek(timeUs);
}
