import type { FaultMark } from "./fault-mark-list.ts";
import { textWidth } from "./timeline-scale.ts";

/** The words of a fault, and where they stand: in row 0 right over its bar, in row 1 over that. */
export interface FaultLabel {
  readonly text: string;
  readonly x: number;
  readonly row: number;
}

export interface FaultLabels {
  readonly of: ReadonlyMap<FaultMark, FaultLabel>;
  readonly rows: number;
}

const MOST_ROWS = 2;
/** Space between two labels, px. */
const GAP = 8;

/**
 * Which words stand at which fault: one row where all have room there, else two. There everyone gets one word first, and
 * then as many as have room: the ones that last longest before the others, and partitions before all, for they say how
 * the rest is to be read.
 */
export function faultLabels(
  marks: readonly FaultMark[],
  xOf: (us: number) => number,
  size: number,
  right = Infinity,
): FaultLabels {
  const ranked = marks.toSorted(byNeed);
  const one = new LabelRows(1, xOf, size, right);
  if (ranked.every((mark) => one.place(mark, fullText(mark)))) return { of: one.labels, rows: 1 };
  const two = new LabelRows(MOST_ROWS, xOf, size, right);
  for (const mark of ranked) two.place(mark, firstWord(mark));
  for (const mark of ranked) two.place(mark, fullText(mark));
  return { of: two.labels, rows: MOST_ROWS };
}

class LabelRows {
  readonly labels = new Map<FaultMark, FaultLabel>();
  readonly #rows: number;
  readonly #xOf: (us: number) => number;
  readonly #size: number;
  readonly #right: number;

  constructor(rows: number, xOf: (us: number) => number, size: number, right: number) {
    this.#rows = rows;
    this.#xOf = xOf;
    this.#size = size;
    this.#right = right;
  }

  /** Gives a mark this text in the first row with room for it; else it keeps what it has. */
  place(mark: FaultMark, text: string): boolean {
    const width = textWidth(text, this.#size);
    const x = Math.max(0, Math.min(this.#xOf(mark.fromUs), this.#right - width));
    for (let row = 0; row < this.#rows; row++) {
      if (!this.#isFree(mark, row, x, x + width)) continue;
      this.labels.set(mark, { text, x, row });
      return true;
    }
    return false;
  }

  #isFree(mark: FaultMark, row: number, from: number, to: number): boolean {
    for (const [other, label] of this.labels) {
      if (other === mark || label.row !== row) continue;
      if (to + GAP >= label.x && from <= label.x + textWidth(label.text, this.#size) + GAP) return false;
    }
    return true;
  }
}

function byNeed(a: FaultMark, b: FaultMark): number {
  return (
    Number(isPartition(b)) - Number(isPartition(a)) ||
    lengthOf(b) - lengthOf(a) ||
    Number(b.byHand) - Number(a.byHand) ||
    a.fromUs - b.fromUs
  );
}

function isPartition({ label, isInstant }: FaultMark): boolean {
  return !isInstant && /^(partition|isolate)\b/.test(label);
}

function lengthOf({ fromUs, toUs, isInstant }: FaultMark): number {
  return isInstant ? 0 : toUs - fromUs;
}

function fullText({ label, isMuted, byHand }: FaultMark): string {
  return label + (isMuted ? " (muted)" : byHand ? " (by hand)" : "");
}

function firstWord({ label }: FaultMark): string {
  return label.split(" ", 1)[0]!;
}
