import type { Reasoned } from "./explain.ts";

/** One more edge of a growing graph without cycles, between nodes; the dependency that it stands for, if any. */
export interface Arrow {
  readonly from: number;
  readonly to: number;
  readonly dependency: Reasoned | undefined;
}

/** Who reaches whom in a graph that grows edge by edge, as a square of bits. */
export class Reachability {
  readonly #words: number;
  readonly #rows: Uint32Array;
  readonly #nodes: number;
  readonly arrows: Arrow[] = [];
  /** A step is sixteen words, which take about as long as a step of a search. */
  steps = 0;

  constructor(nodes: number) {
    this.#nodes = nodes;
    this.#words = (nodes + 31) >> 5;
    this.#rows = new Uint32Array(nodes * this.#words);
  }

  reaches(from: number, to: number): boolean {
    return (this.#rows[from * this.#words + (to >> 5)]! & (1 << (to & 31))) !== 0;
  }

  /** Adds an edge unless it says nothing new; answers whether it did. It must not close a cycle. */
  add(arrow: Arrow): boolean {
    const { from, to } = arrow;
    if (this.reaches(from, to)) return false;
    this.arrows.push(arrow);
    for (let node = 0; node < this.#nodes; node++) {
      if ((node === from || this.reaches(node, from)) && !this.reaches(node, to)) this.#include(node, to);
    }
    return true;
  }

  /** Adds many edges at once to an empty graph; together they have no cycle. */
  addAll(arrows: readonly Arrow[]): void {
    const outgoing = Array.from({ length: this.#nodes }, (): number[] => []);
    const incoming = new Int32Array(this.#nodes);
    for (const { from, to } of arrows) {
      outgoing[from]!.push(to);
      incoming[to]!++;
    }
    for (const arrow of arrows) this.arrows.push(arrow);
    const order = [...incoming.keys()].filter((node) => incoming[node] === 0);
    for (const node of order) {
      for (const next of outgoing[node]!) if (--incoming[next]! === 0) order.push(next);
    }
    for (const node of order.reverse()) {
      for (const next of outgoing[node]!) if (!this.reaches(node, next)) this.#include(node, next);
    }
  }

  /** The edges of a way between two nodes, the fewest; the graph must have one. Only the first so many arrows are looked at. */
  way(from: number, to: number, arrows = this.arrows.length): Arrow[] {
    const outgoing = new Map<number, Arrow[]>();
    for (const arrow of this.arrows.slice(0, arrows)) {
      const known = outgoing.get(arrow.from);
      if (known === undefined) outgoing.set(arrow.from, [arrow]);
      else known.push(arrow);
    }
    const via = new Map<number, Arrow>();
    const queue = [from];
    for (const node of queue) {
      for (const arrow of outgoing.get(node) ?? []) {
        if (arrow.to === from || via.has(arrow.to)) continue;
        via.set(arrow.to, arrow);
        queue.push(arrow.to);
      }
    }
    const way: Arrow[] = [];
    for (let node = to; node !== from;) {
      const arrow = via.get(node)!;
      way.push(arrow);
      node = arrow.from;
    }
    return way.reverse();
  }

  #include(node: number, target: number): void {
    const row = node * this.#words;
    const other = target * this.#words;
    for (let word = 0; word < this.#words; word++) this.#rows[row + word]! |= this.#rows[other + word]!;
    this.#rows[row + (target >> 5)]! |= 1 << (target & 31);
    this.steps += 1 + (this.#words >> 4);
  }
}
