import { useEffect, useState } from "react";
import { playheadNow, usePlayhead } from "./playhead-store.ts";

/** How far the run was played; told at most four times a second while it plays: nobody reads faster. */
export function useSeenEvent(): number {
  const [seen, setSeen] = useState(() => playheadNow().seenEvent);
  useEffect(() => {
    let toldMs = 0;
    return usePlayhead.subscribe(({ seenEvent, isPlaying }) => {
      const nowMs = performance.now();
      if (isPlaying && nowMs - toldMs < 250) return;
      toldMs = nowMs;
      setSeen(seenEvent);
    });
  }, []);
  return seen;
}
