import { useCallback, useEffect, useRef, useState } from "react";
import { edit } from "../engine/run-controller.ts";
import { secondsText } from "../format/time.ts";
import { announce } from "../parts/announcer.tsx";

/** Where a fault is being moved to. */
export interface MovedFault {
  readonly entry: number;
  readonly atUs: number;
}

interface Mover {
  readonly moved: MovedFault | undefined;
  /** Shows the fault at another time; nothing is computed yet. */
  move(moved: MovedFault): void;
  /** As `move`, and settles when no further key comes for a moment. */
  nudge(moved: MovedFault): void;
  /** Edits the plan. */
  settle(): void;
  cancel(): void;
}

/** Keys repeat: the run is computed anew when they pause, ms. */
const PAUSE_MS = 600;

/** One fault on its way to another time. The plan is edited once, when it is let go. */
export function useMovedFault(): Mover {
  const [moved, setMoved] = useState<MovedFault>();
  const latest = useRef<MovedFault>(undefined);
  const timer = useRef(0);
  const move = useCallback((next: MovedFault | undefined) => {
    clearTimeout(timer.current);
    latest.current = next;
    setMoved(next);
  }, []);
  const settle = useCallback(() => {
    const done = latest.current;
    clearTimeout(timer.current);
    latest.current = undefined;
    if (done === undefined) return;
    void edit({ do: "fault-time", fault: done.entry, atUs: done.atUs }).then((errors) => {
      announce(errors[0]?.problem ?? `Moved to ${secondsText(done.atUs, 6)} seconds`);
      setMoved((now) => (now === done ? undefined : now));
    });
  }, []);
  const nudge = useCallback(
    (next: MovedFault) => {
      move(next);
      timer.current = window.setTimeout(settle, PAUSE_MS);
    },
    [move, settle],
  );
  useEffect(() => () => clearTimeout(timer.current), []);
  return { moved, move, nudge, settle, cancel: () => move(undefined) };
}
