import type { EdgeList } from "./edge-list.ts";

/** A directed graph whose edges have kinds (bits of `KIND`), as arrays: edge e of node n is one of `starts[n] … starts[n + 1] − 1`. */
export class Graph {
  readonly nodes: number;
  readonly starts: Int32Array;
  readonly targets: Int32Array;
  readonly kinds: Uint8Array;

  constructor(nodes: number, edges: EdgeList) {
    this.nodes = nodes;
    this.starts = new Int32Array(nodes + 1);
    this.targets = new Int32Array(edges.length);
    this.kinds = new Uint8Array(edges.length);
    for (let edge = 0; edge < edges.length; edge++) this.starts[edges.from(edge) + 1]!++;
    for (let node = 0; node < nodes; node++) this.starts[node + 1]! += this.starts[node]!;
    const next = this.starts.slice(0, nodes);
    for (let edge = 0; edge < edges.length; edge++) {
      const at = next[edges.from(edge)]!++;
      this.targets[at] = edges.to(edge);
      this.kinds[at] = edges.kind(edge);
    }
  }

  get bytes(): number {
    return this.starts.byteLength + this.targets.byteLength + this.kinds.byteLength;
  }
}

/** Nodes that all reach each other over edges of the given kinds. */
export interface Components {
  /** For each node the number of its component. */
  readonly of: Int32Array;
  /** The nodes of every component that has more than one. */
  readonly cyclic: readonly (readonly number[])[];
}

/** Strongly connected components by Tarjan's algorithm (SIAM Journal on Computing 1972), without recursion. */
export function findComponents(graph: Graph, mask: number): Components {
  return new Tarjan(graph, mask).run();
}

class Tarjan {
  readonly #graph: Graph;
  readonly #mask: number;
  readonly #index: Int32Array;
  readonly #low: Int32Array;
  readonly #of: Int32Array;
  /** Nodes whose component is not known yet, in order of discovery. */
  readonly #open: number[] = [];
  readonly #path: number[] = [];
  readonly #next: Int32Array;
  readonly #cyclic: number[][] = [];
  #discovered = 0;
  #components = 0;

  constructor(graph: Graph, mask: number) {
    this.#graph = graph;
    this.#mask = mask;
    this.#index = new Int32Array(graph.nodes).fill(-1);
    this.#low = new Int32Array(graph.nodes);
    this.#of = new Int32Array(graph.nodes).fill(-1);
    this.#next = graph.starts.slice(0, graph.nodes);
  }

  run(): Components {
    for (let node = 0; node < this.#graph.nodes; node++) {
      if (this.#index[node]! >= 0) continue;
      this.#enter(node);
      while (this.#path.length > 0) this.#step(this.#path.at(-1)!);
    }
    return { of: this.#of, cyclic: this.#cyclic };
  }

  #enter(node: number): void {
    this.#index[node] = this.#low[node] = this.#discovered++;
    this.#open.push(node);
    this.#path.push(node);
  }

  #step(node: number): void {
    const { starts, targets, kinds } = this.#graph;
    while (this.#next[node]! < starts[node + 1]!) {
      const edge = this.#next[node]!++;
      if ((kinds[edge]! & this.#mask) === 0) continue;
      const target = targets[edge]!;
      if (this.#index[target]! < 0) return this.#enter(target);
      if (this.#of[target]! < 0) this.#lower(node, this.#index[target]!);
    }
    this.#path.pop();
    if (this.#low[node] === this.#index[node]) this.#close(node);
    const parent = this.#path.at(-1);
    if (parent !== undefined) this.#lower(parent, this.#low[node]!);
  }

  #lower(node: number, low: number): void {
    if (low < this.#low[node]!) this.#low[node] = low;
  }

  #close(root: number): void {
    const nodes = this.#open.splice(this.#open.lastIndexOf(root));
    for (const node of nodes) this.#of[node] = this.#components;
    this.#components++;
    if (nodes.length > 1) this.#cyclic.push(nodes);
  }
}
