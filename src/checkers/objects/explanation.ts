import type { Budget } from "../budget.ts";
import { tellSome } from "../describe.ts";
import type { Graph, Step } from "./graph.ts";
import type { ObservedHistory } from "./observed-history.ts";
import type { Arrow, Violation } from "./violation.ts";

/** `from` comes before `to`, because of what `read` saw and because the first of `since` comes before the second. */
export interface Conclusion {
  readonly from: number;
  readonly to: number;
  readonly read: number;
  readonly since: readonly [number, number];
}

/** Tells why an order that was grown from what was read cannot be: which operations show it, and what follows from them. */
export class Explanation {
  readonly #history: ObservedHistory;
  readonly #graph: Graph;
  /** By the label of its edge; each follows from earlier ones. */
  readonly #concluded: readonly Conclusion[];

  constructor(history: ObservedHistory, graph: Graph, concluded: readonly Conclusion[]) {
    this.#history = history;
    this.#graph = graph;
    this.#concluded = concluded;
  }

  /** A write comes before a reader of the initial value. */
  ofInitial(write: number, reader: number, pattern: string): Violation {
    const way = this.#graph.findWay(write, reader)!;
    return {
      pattern,
      operations: this.#involved(way),
      arrows: this.#arrows(way),
      explain: (name) =>
        `${name(reader)} misses ${name(write)}, which must come before it: what it shows goes on from the initial value without it.${this.#reasons(way, name)}`,
    };
  }

  /** The order has a cycle; the shortest through one of these operations is told. */
  ofCycle(cyclic: readonly number[], pattern: string, budget: Budget): Violation {
    const way = this.#graph.findShortestCycle(cyclic, budget);
    return {
      pattern,
      operations: this.#involved(way),
      arrows: this.#arrows(way),
      explain: (name) => {
        const circle = way.map(({ from }) => from).filter((from) => this.#isOperation(from));
        return `No order explains what was read: it would have to go in a circle, ${tellSome(circle.map(name), ", then ")}, and back to the first.${this.#reasons(way, name)}`;
      },
    };
  }

  /** Operations of a way, and of all that shows that each concluded step of it is so. */
  #involved(way: readonly Step[]): number[] {
    const operations = new Set<number>();
    const shown = new Set<number>();
    const visit = (steps: readonly Step[]): void => {
      for (const { from, to, label } of steps) {
        for (const node of [from, to]) if (this.#isOperation(node)) operations.add(node);
        if (label < 0 || shown.has(label)) continue;
        shown.add(label);
        const { read, since } = this.#concluded[label]!;
        operations.add(read);
        if (since[0] === since[1]) continue;
        visit(this.#graph.findWay(since[0], since[1], (other) => other < label) ?? []);
      }
    };
    visit(way);
    return Array.from(operations);
  }

  /** Nodes that are no operations stand for versions. */
  #isOperation(node: number): boolean {
    return node < this.#history.reads.length;
  }

  #arrows(way: readonly Step[]): Arrow[] {
    return this.#conclusionsOf(way).map(({ from, to }) => ({ from, to, kind: "write order" }));
  }

  #reasons(way: readonly Step[], name: (operation: number) => string): string {
    const reasons = this.#conclusionsOf(way).map(
      ({ from, to, read }) => `${name(read)} puts ${name(from)} before ${name(to)}`,
    );
    return reasons.length === 0 ? "" : ` For ${tellSome(reasons, "; ")}.`;
  }

  #conclusionsOf(way: readonly Step[]): Conclusion[] {
    return way.flatMap(({ label }) => (label >= 0 ? [this.#concluded[label]!] : []));
  }
}
