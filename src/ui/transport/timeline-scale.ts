import type { LinearScale } from "../parts/linear-scale.ts";

export type TimeScale = LinearScale;

/**
 * Heights of the timeline's rows, px: words of faults, their bars, the line, words of moments, other branches, the axis.
 */
export interface TimelineRows {
  readonly height: number;
  readonly top: number;
  /** The row next to the bars, and from there to the one over it. */
  readonly faultWords: number;
  readonly wordPitch: number;
  readonly bars: number;
  readonly line: number;
  readonly words: number;
  /** Middle of the first row of branches, and from one row to the next. */
  readonly branches: number;
  readonly pitch: number;
  readonly axis: number;
}

/** The ring of the focus, px: no word reaches under it. */
const RING = 3;

/** On a phone there is no room for words: a list holds its branches. */
export function timelineRows(
  branchRows: number,
  isPhone: boolean,
  textSize: number,
  wordRows: number,
): TimelineRows {
  if (isPhone) {
    const line = { top: 2, faultWords: 0, wordPitch: 0, bars: 10, line: 28, words: 0 };
    return { ...line, height: 56, branches: 0, pitch: 0, axis: 51 };
  }
  const wordPitch = textSize + 2;
  const faultWords = RING + textSize - 1 + (wordRows - 1) * wordPitch;
  const bars = faultWords + 6;
  const line = bars + 18;
  const words = line + textSize + 4;
  const pitch = textSize + 12;
  const axis = words + 16 + (textSize - 12) * 1.5 + branchRows * pitch;
  return {
    height: axis + 5,
    top: faultWords + 2,
    faultWords,
    wordPitch,
    bars,
    line,
    words,
    branches: words + pitch / 2 + 2,
    pitch,
    axis,
  };
}

/** Where time begins and ends across a timeline, px: the names of branches stand before it. */
export function timelineEnds(width: number, isPhone: boolean, textSize: number): readonly [number, number] {
  const left = isPhone ? 16 : textSize > 16 ? 216 : 152;
  return [left, Math.max(left, width - (isPhone ? 16 : 32))];
}

/** The time at a place, in as few figures as tell it from the next pixel's: what is injected there is to be read. */
export function readable(x: TimeScale, px: number): number {
  const perPx = x.invert(x.range[0] + 1) - x.invert(x.range[0]);
  let unit = 1;
  while (unit * 10 <= perPx) unit *= 10;
  return Math.round(x.invert(px) / unit) * unit;
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
