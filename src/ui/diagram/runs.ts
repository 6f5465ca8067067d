/**
 * Goes over columns and draws neighbours of one look at once. `lookOf` gives a column's look as a number, 0 for
 * nothing; `edges` are pixels, one more than there are columns.
 */
export function drawRuns(
  edges: Float64Array,
  lookOf: (column: number) => number,
  draw: (x: number, width: number, look: number) => void,
): void {
  const count = edges.length - 1;
  let start = 0;
  let look = 0;
  for (let column = 0; column <= count; column++) {
    const here = column < count ? lookOf(column) : 0;
    if (here === look) continue;
    const width = edges[column]! - edges[start]!;
    if (look !== 0 && width > 0) draw(edges[start]!, width, look);
    start = column;
    look = here;
  }
}

/** A rate as a step from 1 to `steps`, on a logarithm that reaches its end at `full`; 0 for none. */
export function stepOf(rate: number, full: number, steps: number): number {
  if (rate <= 0) return 0;
  return Math.max(1, Math.min(steps, Math.ceil((steps * Math.log2(1 + rate)) / Math.log2(1 + full))));
}
