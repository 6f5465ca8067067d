import type { ScaleLinear } from "d3";

export type TimeScale = ScaleLinear<number, number>;

/** Heights of the timeline's rows, px: words of faults, their bars, the line, words of moments, the axis. */
export interface TimelineRows {
  readonly top: number;
  readonly faultWords: number;
  readonly bars: number;
  readonly line: number;
  readonly words: number;
  readonly axis: number;
}

export function timelineRows(height: number, isPhone: boolean, textSize: number): TimelineRows {
  const axis = height - 5;
  if (isPhone) return { top: 2, faultWords: 0, bars: 10, line: 28, words: 0, axis };
  const faultWords = textSize - 1;
  const bars = faultWords + 6;
  const line = bars + 18;
  return { top: faultWords + 2, faultWords, bars, line, words: line + textSize + 4, axis };
}

export interface Placed<T> {
  readonly item: T;
  readonly x: number;
  readonly isShown: boolean;
}

/**
 * Which labels fit on one line without touching, left to right; `widthOf` estimates a label's width. What does not
 * fit keeps its mark and loses its words.
 */
export function placeLabels<T>(
  items: readonly T[],
  xOf: (item: T) => number,
  widthOf: (item: T) => number,
  taken: readonly (readonly [number, number])[] = [],
): Placed<T>[] {
  const used = taken.slice();
  return items.map((item) => {
    const x = xOf(item);
    const end = x + widthOf(item);
    const isShown = used.every(([from, to]) => end + 8 < from || x - 8 > to);
    if (isShown) used.push([x, end]);
    return { item, x, isShown };
  });
}

/** Roughly: Inter at this size is a little over half as wide as it is high. */
export function textWidth(text: string, size: number): number {
  return text.length * size * 0.56;
}
