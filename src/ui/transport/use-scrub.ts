import { useCallback, useRef, type PointerEvent } from "react";
import { pause, seek } from "../state/player.ts";
import { Scrub } from "./scrub.ts";
import { readable, type TimeScale } from "./timeline-scale.ts";

export interface ScrubHandlers extends Readonly<
  Record<"onPointerDown" | "onPointerMove" | "onPointerUp" | "onPointerCancel", (event: PointerEvent) => void>
> {
  /** A mark that is pressed says where it leads, before the press reaches the timeline. */
  readonly offer: (jump: () => void) => void;
}

/** Scrubbing with the pointer, from anywhere on the timeline. */
export function useScrub(x: TimeScale): ScrubHandlers {
  const offered = useRef<() => void>(undefined);
  const scrub = useRef<Scrub>(undefined);
  const offer = useCallback((jump: () => void) => void (offered.current = jump), []);
  return {
    offer,
    onPointerDown: (event) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      pause();
      scrub.current = new Scrub(pxOf(event), (px) => seek(readable(x, px)), offered.current);
      offered.current = undefined;
    },
    onPointerMove: (event) => scrub.current?.move(pxOf(event)),
    onPointerUp: () => {
      scrub.current?.release();
      scrub.current = undefined;
    },
    onPointerCancel: () => void (scrub.current = undefined),
  };
}

function pxOf(event: PointerEvent): number {
  return event.clientX - event.currentTarget.getBoundingClientRect().left;
}
