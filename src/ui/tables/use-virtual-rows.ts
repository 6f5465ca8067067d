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
/** Browsers lose precision in taller elements than this: a longer list is scrolled faster than its rows are high. */
export const TALLEST = 12_000_000;

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
  const total = Math.min(TALLEST, count * rowHeight);
  const top = scrollTop / pxPerRow(count, height, rowHeight);
  // Where the list is scrolled faster than its rows are high there is less room for rows near its ends.
  const highest = Math.ceil(top - scrollTop / rowHeight - ROUNDING);
  const lowest = Math.floor(top + (total - scrollTop) / rowHeight + ROUNDING);
  const first = Math.max(0, Math.min(count, Math.max(highest, Math.floor(top) - OVERSCAN)));
  const last = Math.max(first, Math.min(count, lowest, Math.ceil(top + height / rowHeight) + OVERSCAN));
  const above = Math.max(0, scrollTop - (top - first) * rowHeight);
  return { first, last, above, below: Math.max(0, total - above - (last - first) * rowHeight) };
}

const ROUNDING = 1e-6;

/** Where to scroll so that a row is in sight; undefined when it is. `topPx` is what covers the upper edge. */
export function scrollTopFor(
  row: number,
  count: number,
  rowHeight: number,
  { scrollTop, clientHeight }: Pick<HTMLElement, "scrollTop" | "clientHeight">,
  topPx: number,
): number | undefined {
  const px = pxPerRow(count, clientHeight, rowHeight);
  const top = scrollTop / px;
  const inSight = (clientHeight - topPx) / rowHeight;
  if (row < top) return row * px;
  return row + 1 > top + inSight ? (row + 1 - inSight) * px : undefined;
}

/** Brings a row into sight if it is not. */
export function revealRow(
  element: HTMLElement,
  row: number,
  count: number,
  rowHeight: number,
  topPx: number,
): void {
  const to = scrollTopFor(row, count, rowHeight, element, topPx);
  if (to !== undefined) element.scrollTop = to;
}

/** How far to scroll by a row: its height, or less where all rows together were too high. */
function pxPerRow(count: number, height: number, rowHeight: number): number {
  if (count * rowHeight <= TALLEST) return rowHeight;
  return (TALLEST - height) / (count - height / rowHeight);
}
