import { useEffect, useState } from "react";
import type { LinkState } from "../link/link-state.ts";
import { addressOf, stateNow } from "../link/state-now.ts";
import { linkWithoutPlace } from "../link/without-place.ts";
import { pause } from "../state/player.ts";

/** What the dialog offers: taken once, when it opens, from a run that stands still then. */
export interface Shared {
  readonly state: LinkState;
  /** Opens at the moment that is shown. */
  readonly here: string;
  /** Opens at the start of the same run, with the same branches. */
  readonly start: string;
}

/** How long the engine may take to come to the playhead before the reader is told. */
const PATIENCE_MS = 10_000;
const AGAIN_MS = 100;

/** Undefined as long as the engine has not answered; `late` when it takes long. */
export function useShared(): Shared | "late" | undefined {
  const [shared, setShared] = useState<Shared | "late">();
  useEffect(() => {
    let isClosed = false;
    pause();
    const endMs = performance.now() + PATIENCE_MS;
    const take = async (): Promise<void> => {
      const state = await stateNow();
      if (isClosed) return;
      if (state !== undefined) {
        const [here, start] = await Promise.all([addressOf(state), addressOf(linkWithoutPlace(state))]);
        if (!isClosed) setShared({ state, here: absolute(here), start: absolute(start) });
        return;
      }
      if (performance.now() > endMs) setShared("late");
      setTimeout(() => void take(), AGAIN_MS);
    };
    void take();
    return () => {
      isClosed = true;
    };
  }, []);
  return shared;
}

export function absolute(hash: string): string {
  return location.href.replace(/#.*$/, "") + hash;
}
