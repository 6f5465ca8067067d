import { useEffect, useRef, useState } from "react";
import { prefersReducedMotion } from "../theme/theme-store.ts";
import type { Point } from "./stage-layout.ts";

const DURATION_MS = 320;

/** The points on their way to a new layout: at once when the reader wants no motion or the stage was resized. */
export function useAnimatedPoints(target: readonly Point[], layoutKey: string): readonly Point[] {
  const [points, setPoints] = useState(target);
  const shown = useRef(target);
  const key = useRef(layoutKey);
  const wanted = useRef(target);

  useEffect(() => {
    wanted.current = target;
    const isSame = key.current === layoutKey;
    key.current = layoutKey;
    if (isSame || prefersReducedMotion() || shown.current.length !== target.length) {
      shown.current = target;
      setPoints(target);
      return;
    }
    const from = shown.current;
    const startMs = performance.now();
    let request = requestAnimationFrame(function move(nowMs) {
      const share = Math.min(1, Math.max(0, (nowMs - startMs) / DURATION_MS));
      shown.current = share === 1 ? wanted.current : mix(from, wanted.current, ease(share));
      setPoints(shown.current);
      if (share < 1) request = requestAnimationFrame(move);
    });
    return () => cancelAnimationFrame(request);
  }, [target, layoutKey]);
  return points.length === target.length ? points : target;
}

function mix(from: readonly Point[], to: readonly Point[], share: number): Point[] {
  return to.map((end, index) => {
    const start = from[index] ?? end;
    return { x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share };
  });
}

function ease(share: number): number {
  return 1 - (1 - share) ** 3;
}
