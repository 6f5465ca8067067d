/** Things looked at between two looks at the clock. */
const SLICE = 1_024;

/** The indexes of what passes a test, ascending; looked for in portions, and on where the list has grown. */
export class Matches {
  length = 0;
  #found = new Uint32Array(1_024);
  #next = 0;

  /** Looks through what is below `end`. False: it was late, there is more to look at. */
  extend(end: number, isMatch: (index: number) => boolean, isLate: () => boolean): boolean {
    while (this.#next < end) {
      const stop = Math.min(end, this.#next + SLICE);
      for (; this.#next < stop; this.#next++) if (isMatch(this.#next)) this.#add(this.#next);
      if (this.#next < end && isLate()) return false;
    }
    return true;
  }

  /** −1 where there is none. */
  at(row: number): number {
    return row < this.length ? this.#found[row]! : -1;
  }

  #add(index: number): void {
    if (this.length === this.#found.length) {
      const longer = new Uint32Array(this.length * 2);
      longer.set(this.#found);
      this.#found = longer;
    }
    this.#found[this.length++] = index;
  }
}
