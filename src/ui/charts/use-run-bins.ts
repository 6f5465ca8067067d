import { useEffect, useState } from "react";
import { playheadNow } from "../state/playhead-store.ts";
import { runNow, useRun } from "../state/run-store.ts";
import { RunBins } from "./run-bins.ts";

export interface CountedRun {
  readonly bins: RunBins;
  /** Bins that were played to their end: what lies ahead is not shown. */
  readonly shown: number;
  /** How much of what is known of the run is counted: 0 … 1. */
  readonly progress: number;
}

/** While it plays nobody reads faster, ms. */
const EVERY_MS = 250;
/** Counting leaves the page time to draw, ms. */
const LONGEST_MS = 8;

/** The bins of the shown run: counted in portions, and on as it grows and is played. */
export function useRunBins(): CountedRun | undefined {
  const info = useRun((state) => state.info);
  const data = useRun((state) => state.data);
  const [counted, setCounted] = useState<CountedRun>();
  useEffect(() => {
    if (info === undefined || data === undefined) return;
    const bins = new RunBins(info, data);
    let told = "";
    let timer = 0;
    const count = (): void => {
      const endMs = performance.now() + LONGEST_MS;
      const isDone = bins.extend(() => performance.now() > endMs);
      const { progress } = bins;
      const shown = shownBins(bins);
      const state = `${shown} ${data.columns.length} ${progress}`;
      if (state !== told) setCounted({ bins, shown, progress });
      told = state;
      timer = window.setTimeout(count, isDone ? EVERY_MS : 0);
    };
    count();
    return () => clearTimeout(timer);
  }, [info, data]);
  return counted;
}

function shownBins({ bins }: RunBins): number {
  const { seenUs } = playheadNow();
  return seenUs >= (runNow().info?.untilUs ?? Infinity) ? bins.count : Math.floor(seenUs / bins.widthUs);
}
