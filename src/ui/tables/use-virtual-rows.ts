import { useEffect, useState, type RefObject } from "react";
import { useSize } from "../parts/use-size.ts";

export interface VirtualRows {
  readonly first: number;
  readonly last: number;
  /** Heights of what is not drawn above and below, px. */
  readonly above: number;
  readonly below: number;
}

const OVERSCAN = 6;
/** Browsers lose precision in taller elements than this. */
export const MOST_ROWS = 500_000;

/** Which of `count` rows of equal height are in sight of a scrolling element. */
export function useVirtualRows(
  ref: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): VirtualRows {
  const { height } = useSize(ref);
  const [scrollTop, setScrollTop] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const onScroll = (): void => setScrollTop(element.scrollTop);
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, [ref]);
  return rowsInSight(scrollTop, height, count, rowHeight);
}

export function rowsInSight(
  scrollTop: number,
  height: number,
  count: number,
  rowHeight: number,
): VirtualRows {
  const first = Math.max(0, Math.min(count, Math.floor(scrollTop / rowHeight) - OVERSCAN));
  const last = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + OVERSCAN);
  return {
    first,
    last: Math.max(first, last),
    above: first * rowHeight,
    below: Math.max(0, count - Math.max(first, last)) * rowHeight,
  };
}

/** Brings a row into sight if it is not; `topPx` is what covers the upper edge. */
export function revealRow(element: HTMLElement, row: number, rowHeight: number, topPx: number): void {
  const top = row * rowHeight;
  const { scrollTop, clientHeight } = element;
  const inSight = clientHeight - topPx;
  if (top < scrollTop) element.scrollTop = top;
  else if (top + rowHeight > scrollTop + inSight) element.scrollTop = top + rowHeight - inSight;
}
