import type { Columns } from "../run/columns.ts";

/**
 * Stretches of time, about a pixel each, in which records are counted when they are too many to be drawn. They lie
 * on a grid that begins at 0 and is as wide as a power of two: panning moves them and never counts anew what stays
 * in sight, and their edges are whole microseconds.
 */
export interface TimeColumns {
  readonly widthUs: number;
  readonly count: number;
  /** Where each begins, µs, and behind the last where it ends. */
  readonly edgesUs: Float64Array;
  /** How many records come before each edge: column i holds the records from `bounds[i]` up to `bounds[i + 1]`. */
  readonly bounds: Uint32Array;
}

/** Columns of at least `usMin`, and less than twice that, over what was played of a window. */
export function timeColumns(
  columns: Columns,
  window: {
    readonly fromUs: number;
    readonly toUs: number;
    readonly seenUs: number;
    readonly seenEvent: number;
  },
  usMin: number,
): TimeColumns {
  const widthUs = columnWidthUs(usMin);
  const first = Math.floor(Math.max(0, window.fromUs) / widthUs);
  const last = Math.floor(Math.min(window.toUs, window.seenUs) / widthUs);
  const count = Math.max(0, last - first + 1);
  const edgesUs = Float64Array.from({ length: count + 1 }, (_, index) => (first + index) * widthUs);
  const bounds = Uint32Array.from(
    edgesUs,
    (us) =>
      // What lies exactly on an edge belongs to the column that begins there.
      Math.min(window.seenEvent, columns.lastAt(us - 1)) + 1,
  );
  return { widthUs, count, edgesUs, bounds };
}

/** The width of the grid's columns when they are to be at least so wide. */
export function columnWidthUs(usMin: number): number {
  return Math.max(1, 2 ** Math.ceil(Math.log2(usMin)));
}
