import type { PlacedBar } from "./witness-layout.ts";

/** The curves that join the bars of a witness. */

export const BAR_HEIGHT = 10;

/** A curve, and where its words may stand: ends of theirs or beginnings, with their base line. */
export interface Arrow {
  readonly path: string;
  /** Its head's tip. */
  readonly head: readonly [x: number, y: number];
  readonly at: readonly (readonly [x: number, align: "end" | "begin" | "middle", base: number])[];
}

/** So far an arrow's head reaches into what is beside a bar. */
const HEAD = 14;

export function arrow(from: PlacedBar, to: PlacedBar, textSize: number): Arrow {
  if (from.y === to.y) return arrowBeside(from, to, textSize);
  const edge = (from.y < to.y ? 1 : -1) * (BAR_HEIGHT / 2);
  // Right under the upper row: above the lower one are words.
  const middle = Math.min(from.y, to.y) + BAR_HEIGHT / 2 + textSize + 1;
  // Above a bar are its words: downwards an arrow comes to the bar's left end, upwards it leaves from there.
  const outX = Math.max(from.x + 4, Math.min(from.x + from.width - 5, to.x - HEAD));
  if (edge > 0 && outX + 8 < to.x)
    return {
      path: `M${outX} ${from.y + edge}C${outX} ${to.y} ${(outX + to.x) / 2} ${to.y} ${to.x - 1} ${to.y}`,
      head: [to.x - 1, to.y],
      at: [
        [Math.min(to.x, to.wordsX) - 10, "end", to.y - BAR_HEIGHT / 2 - 5],
        [outX + 8, "begin", from.y + BAR_HEIGHT / 2 + textSize + 1],
        [outX - 8, "end", middle],
      ],
    };
  const inX = Math.max(to.x + 4, Math.min(to.x + to.width - 5, from.x - 2.5 * HEAD));
  if (edge < 0 && inX + 8 < from.x)
    return {
      path: `M${from.x} ${from.y}C${(inX + from.x) / 2} ${from.y} ${inX} ${from.y} ${inX} ${to.y - edge}`,
      head: [inX, to.y - edge],
      at: [
        [inX - 8, "end", middle],
        [inX, "begin", from.y + textSize * 1.4],
        [inX + 8, "begin", to.y + BAR_HEIGHT / 2 + textSize + 1],
      ],
    };
  if (edge > 0) return arcToTheLeft(from, to, middle);
  const x1 = from.x + Math.max(2, from.width - 5);
  const x2 = to.x + Math.min(5, to.width);
  const bend = (from.y + to.y) / 2;
  return {
    path: `M${x1} ${from.y + edge}C${x1} ${bend} ${x2} ${bend} ${x2} ${to.y - edge}`,
    head: [x2, to.y - edge],
    at: [
      [x1 + 8, "begin", from.y + edge - 5],
      [(x1 + x2) / 2, "middle", middle],
    ],
  };
}

/** Down to a bar that begins no later: round its words, from left end to left end. */
function arcToTheLeft(from: PlacedBar, to: PlacedBar, base: number): Arrow {
  const bend = Math.min(from.x, to.x) - HEAD;
  return {
    path: `M${from.x} ${from.y}C${bend} ${from.y} ${bend} ${to.y} ${to.x - 1} ${to.y}`,
    head: [to.x - 1, to.y],
    at: [
      [(from.x + to.x) / 2, "begin", base],
      [from.x + 8, "begin", base],
    ],
  };
}

/** On one row, below it. */
function arrowBeside(from: PlacedBar, to: PlacedBar, textSize: number): Arrow {
  const y = from.y + BAR_HEIGHT / 2;
  const [x1, x2] = [from.x + Math.max(2, from.width - 5), to.x + Math.min(5, to.width)];
  return {
    path: `M${x1} ${y}C${x1} ${y + textSize} ${x2} ${y + textSize} ${x2} ${y}`,
    head: [x2, y],
    at: [
      [(x1 + x2) / 2, "middle", y + textSize * 1.9],
      [x2 + 8, "begin", y + textSize],
    ],
  };
}
