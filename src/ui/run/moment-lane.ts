/**
 * The moments of one kind, ascending by event, in typed arrays: a run of a million events has hundreds of thousands
 * of them. `value` is what the kind makes of it.
 */
export class MomentLane {
  length = 0;
  event = new Uint32Array(16);
  timeUs = new Float64Array(16);
  node = new Uint16Array(16);
  value = new Uint32Array(16);

  add(event: number, timeUs: number, node: number, value: number): void {
    this.#reserve(this.length + 1);
    let at = this.length++;
    // They come in order; a violation may be told a little late.
    for (; at > 0 && this.event[at - 1]! > event; at--) this.#move(at - 1, at);
    this.event[at] = event;
    this.timeUs[at] = timeUs;
    this.node[at] = node;
    this.value[at] = value;
  }

  /** How many come before record `event`. */
  before(event: number): number {
    return rank(this.event, this.length, event, false);
  }

  /** How many lie at or before `us`. */
  until(us: number): number {
    return rank(this.timeUs, this.length, us, true);
  }

  #move(from: number, to: number): void {
    this.event[to] = this.event[from]!;
    this.timeUs[to] = this.timeUs[from]!;
    this.node[to] = this.node[from]!;
    this.value[to] = this.value[from]!;
  }

  #reserve(length: number): void {
    if (length <= this.event.length) return;
    const capacity = this.event.length * 2;
    this.event = grown(this.event, new Uint32Array(capacity));
    this.timeUs = grown(this.timeUs, new Float64Array(capacity));
    this.node = grown(this.node, new Uint16Array(capacity));
    this.value = grown(this.value, new Uint32Array(capacity));
  }
}

/** How many of the first `length` values, which ascend, are below `bound`; or equal to it, where that counts. */
function rank(values: ArrayLike<number>, length: number, bound: number, orEqual: boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = values[middle]!;
    if (value < bound || (orEqual && value === bound)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function grown<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}
