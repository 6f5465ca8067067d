/** How many of ascending events come before `event`. */
export function rank(events: readonly number[], event: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (events[middle]! < event) low = middle + 1;
    else high = middle;
  }
  return low;
}
