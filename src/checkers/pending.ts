/**
 * For each level the completed operations that may take effect then: level L is the moment just before the
 * completion of operation L (they are numbered in order of completion), and an operation is pending there
 * when it has been invoked and has not completed. Lists are in order of completion and are made when a search
 * first comes to their level, each from the one before.
 */
export class Pending {
  /** The list of level L is `items[starts[L]] … items[starts[L + 1] − 1]`. */
  items = new Int32Array(256);
  readonly starts: Int32Array;

  readonly #schedule: Schedule;
  readonly #isListed: Uint8Array;
  #levels = 0;

  /** Lists only operations for which `isListed` is 1. */
  constructor(schedule: Schedule, isListed: Uint8Array) {
    this.#schedule = schedule;
    this.#isListed = isListed;
    this.starts = new Int32Array(schedule.levels + 1);
  }

  get bytes(): number {
    return this.items.byteLength + this.starts.byteLength;
  }

  /** Makes the list of `level`, unless it is there. 0 ≤ level < levels. */
  reach(level: number): void {
    while (this.#levels <= level) this.#make(this.#levels++);
  }

  #make(level: number): void {
    const { invokedUpTo, byInvoke } = this.#schedule;
    const from = level === 0 ? 0 : invokedUpTo[level - 1]!;
    const until = invokedUpTo[level]!;
    const previous = level === 0 ? 0 : this.starts[level - 1]!;
    const start = this.starts[level]!;
    this.#reserve(start + (start - previous) + (until - from));
    let end = start;
    for (let at = previous; at < start; at++) {
      if (this.items[at]! >= level) this.items[end++] = this.items[at]!;
    }
    for (let at = from; at < until; at++) {
      const operation = byInvoke[at]!;
      if (this.#isListed[operation] === 1) insert(this.items, start, end++, operation);
    }
    this.starts[level + 1] = end;
  }

  #reserve(length: number): void {
    if (length <= this.items.length) return;
    const items = new Int32Array(Math.max(length, 2 * this.items.length));
    items.set(this.items);
    this.items = items;
  }
}

/** When the completed operations were invoked, relative to each other's completions. */
export interface Schedule {
  readonly levels: number;
  /** All completed operations in order of invocation. */
  readonly byInvoke: Int32Array;
  /** How many of `byInvoke` were invoked before the completion of operation L. */
  readonly invokedUpTo: Int32Array;
}

/** Inserts into the ascending run `start … end − 1`. */
function insert(items: Int32Array, start: number, end: number, operation: number): void {
  let at = end;
  while (at > start && items[at - 1]! > operation) {
    items[at] = items[at - 1]!;
    at--;
  }
  items[at] = operation;
}
