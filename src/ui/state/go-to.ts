import { pause, seekEvent } from "./player.ts";
import { select, type Selection } from "./selection-store.ts";

/**
 * The one way from anything on the page to the moment that it is about: the playhead goes there, and the event is
 * selected; or what the reader came for, where that is another thing.
 */
export function goToEvent(event: number, selection: Selection = { kind: "event", event }): void {
  pause();
  seekEvent(event);
  select(selection);
}
