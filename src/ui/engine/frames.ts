import { playheadNow } from "../state/playhead-store.ts";
import type { RunState } from "../state/run-store.ts";
import { ask } from "./link.ts";

/** While playing, a frame is asked for at most this often, ms. */
const FRAME_EVERY_MS = 70;

interface Store {
  getState(): RunState;
  setState(change: Partial<RunState>): void;
}

/**
 * Asks for the exact state at the playhead for one run store, one question at a time: a newer wish replaces one that
 * waits. `eventOf` finds the event of this run that belongs to the playhead; undefined when there is none yet.
 */
export function frameLoop(store: Store, eventOf: () => number | undefined): () => void {
  let isAsking = false;
  const loop = async (): Promise<void> => {
    if (isAsking || store.getState().info === undefined) return;
    isAsking = true;
    for (let isStale = true; isStale;) {
      const { info } = store.getState();
      const event = eventOf();
      if (info === undefined || event === undefined) break;
      const askedMs = performance.now();
      const frame = await ask((api) => api.frame({ event, branch: info.branch }));
      if (frame === undefined) break;
      const isSameRun = store.getState().info === info;
      if (isSameRun) store.setState({ frame });
      isStale = !isSameRun || eventOf() !== event;
      const waitMs =
        isSameRun && playheadNow().isPlaying ? FRAME_EVERY_MS - (performance.now() - askedMs) : 0;
      if (isStale && waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
    isAsking = false;
  };
  return () => void loop();
}
