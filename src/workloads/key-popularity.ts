import { pow } from "../base/index.ts";

/** How often each key is asked for: all alike, or the r-th in proportion to 1 / r^α (Zipf). */
export type Popularity = { readonly kind: "uniform" } | { readonly kind: "zipf"; readonly alpha: number };

/** Picks a key, 0 ≤ key < count, for a draw from [0, 1). Key 0 is the most popular one. */
export type KeyChooser = (random: number) => number;

/**
 * Exact for any count and α: a Zipf choice is a binary search in the running sums of the weights, not an
 * approximation by rejection. One draw a choice, so that a client's luck does not depend on the popularity.
 */
export function createKeyChooser(count: number, popularity: Popularity): KeyChooser {
  if (popularity.kind === "uniform" || count === 1) return (random) => Math.floor(random * count);
  const sums = runningSums(count, popularity.alpha);
  const total = sums[count - 1]!;
  return (random) => firstAbove(sums, random * total);
}

function runningSums(count: number, alpha: number): Float64Array {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let rank = 1; rank <= count; rank++) {
    sum += 1 / pow(rank, alpha);
    sums[rank - 1] = sum;
  }
  return sums;
}

function firstAbove(sums: Float64Array, value: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sums[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
