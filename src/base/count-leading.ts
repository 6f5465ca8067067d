/**
 * How many of the first `length` indexes come before all others, by binary search: `isBefore` must hold for a beginning
 * of them and for none after it.
 */
export function countLeading(length: number, isBefore: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
