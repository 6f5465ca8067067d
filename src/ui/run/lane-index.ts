import type { Columns } from "./columns.ts";

/**
 * For each node the records that happened at it, ascending: next and previous event of a node, and how many
 * fall into a stretch of time, without a walk over the run.
 */
export class LaneIndex {
  readonly #lanes: Uint32Array[];
  readonly #lengths: number[];
  #indexed = 0;

  constructor(nodes: number) {
    this.#lanes = Array.from({ length: nodes }, () => new Uint32Array(256));
    this.#lengths = new Array<number>(nodes).fill(0);
  }

  /** Takes in the records that were added since the last call. */
  extend(columns: Columns): void {
    for (let index = this.#indexed; index < columns.length; index++) {
      const node = columns.node[index]!;
      let lane = this.#lanes[node];
      if (lane === undefined) continue;
      const length = this.#lengths[node]!;
      if (length === lane.length) {
        const wider = new Uint32Array(length * 2);
        wider.set(lane);
        this.#lanes[node] = lane = wider;
      }
      lane[length] = index;
      this.#lengths[node] = length + 1;
    }
    this.#indexed = columns.length;
  }

  /** The first record of the node after `index`, or −1. */
  next(node: number, index: number): number {
    const rank = this.#rank(node, index + 1);
    return rank < (this.#lengths[node] ?? 0) ? this.#lanes[node]![rank]! : -1;
  }

  /** The last record of the node before `index`, or −1. */
  previous(node: number, index: number): number {
    const rank = this.#rank(node, index);
    return rank > 0 ? this.#lanes[node]![rank - 1]! : -1;
  }

  /** How many of the node's records have `from ≤ index < to`. */
  count(node: number, from: number, to: number): number {
    return Math.max(0, this.#rank(node, to) - this.#rank(node, from));
  }

  /** How many of the node's records come before record `index`. */
  #rank(node: number, index: number): number {
    const lane = this.#lanes[node];
    if (lane === undefined) return 0;
    let low = 0;
    let high = this.#lengths[node]!;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (lane[middle]! < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
