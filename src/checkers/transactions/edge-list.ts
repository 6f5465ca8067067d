/** What one transaction's coming before another follows from; bits, so that a mask can allow several. */
export const KIND = {
  /** Both wrote a key, and this is the order of its versions. */
  ww: 1,
  /** The second read what the first wrote. */
  wr: 2,
  /** The second wrote over what the first read. */
  rw: 4,
  /** One process made first the one and then the other. */
  process: 8,
  /** The first had ended before the second began. */
  realTime: 16,
  /** From a gate, which stands for many edges of one kind, to one of their ends; see `DependencyGraph`. */
  gate: 32,
} as const;

/** Edges in the order in which they were added, three numbers each. Grows as needed. */
export class EdgeList {
  #cells = new Int32Array(3 * 1024);
  length = 0;

  add(from: number, to: number, kind: number): void {
    const at = 3 * this.length++;
    if (at === this.#cells.length) {
      const cells = new Int32Array(2 * at);
      cells.set(this.#cells);
      this.#cells = cells;
    }
    this.#cells[at] = from;
    this.#cells[at + 1] = to;
    this.#cells[at + 2] = kind;
  }

  from(edge: number): number {
    return this.#cells[3 * edge]!;
  }

  to(edge: number): number {
    return this.#cells[3 * edge + 1]!;
  }

  kind(edge: number): number {
    return this.#cells[3 * edge + 2]!;
  }

  get bytes(): number {
    return this.#cells.byteLength;
  }
}
