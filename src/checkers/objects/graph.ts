import type { Budget } from "../budget.ts";
import type { ObservedHistory } from "./observed-history.ts";

/** An arrow of a graph of operations. `free` ones, process order, do not count for the length of a way. */
interface Edge {
  readonly to: number;
  readonly label: number;
}

/** The label of an edge of process order. */
export const PROCESS_ORDER = -1;
/** The label of an edge from a write to who saw it. */
export const READS_FROM = -2;

/**
 * A graph over a history's operations: process order is in it from the beginning, other edges are added, each with a label from
 * which whoever added it knows why. There may be nodes more, numbered after the operations.
 */
export class Graph {
  readonly #history: ObservedHistory;
  readonly #edges: Edge[][];

  constructor(history: ObservedHistory, more = 0) {
    this.#history = history;
    this.#edges = Array.from({ length: history.reads.length + more }, () => []);
  }

  add(from: number, to: number, label: number): void {
    this.#edges[from]!.push({ to, label });
  }

  /** The next operation of the process, or −1. */
  nextOf(operation: number): number {
    const { process, position, byProcess } = this.#history.layout;
    if (operation >= position.length) return -1;
    return byProcess[process[operation]!]![position[operation]! + 1] ?? -1;
  }

  edgesOf(operation: number): readonly Edge[] {
    return this.#edges[operation]!;
  }

  /** All nodes in an order that the edges allow, as far as there is one, and those that lie on a cycle or after one. */
  sort(): { readonly order: readonly number[]; readonly cyclic: readonly number[] } {
    const waits = new Int32Array(this.#edges.length);
    const each = (operation: number, visit: (to: number) => void): void => {
      for (const { to } of this.#edges[operation]!) visit(to);
      const next = this.nextOf(operation);
      if (next >= 0) visit(next);
    };
    for (let operation = 0; operation < waits.length; operation++) each(operation, (to) => waits[to]!++);
    const order = Array.from(waits.keys()).filter((operation) => waits[operation] === 0);
    for (let at = 0; at < order.length; at++) {
      each(order[at]!, (to) => {
        if (--waits[to]! === 0) order.push(to);
      });
    }
    const isLeft = order.length < waits.length;
    return { order, cyclic: isLeft ? Array.from(waits.keys()).filter((node) => waits[node]! > 0) : [] };
  }

  /**
   * The way from one operation to another with the fewest edges besides process order, as the steps on it; undefined when
   * there is none. `allows`: may an edge of that label be used? From an operation to itself it is a cycle.
   */
  findWay(from: number, target: number, allows: (label: number) => boolean = () => true): Step[] | undefined {
    const cameFrom = new Map<number, Step>();
    let layer = [from];
    while (layer.length > 0) {
      const next: number[] = [];
      for (let at = 0; at < layer.length; at++) {
        const operation = layer[at]!;
        const visit = (to: number, label: number, list: number[]): boolean => {
          if (cameFrom.has(to)) return false;
          cameFrom.set(to, { from: operation, to, label });
          list.push(to);
          return to === target;
        };
        const follower = this.nextOf(operation);
        if (follower >= 0 && visit(follower, PROCESS_ORDER, layer)) return collectWay(from, target, cameFrom);
        for (const { to, label } of this.#edges[operation]!) {
          if (allows(label) && visit(to, label, next)) return collectWay(from, target, cameFrom);
        }
      }
      layer = next;
    }
    return undefined;
  }

  /** Of the cycles through these operations the shortest that is found within the budget. */
  findShortestCycle(operations: readonly number[], budget: Budget): Step[] {
    let shortest: Step[] | undefined;
    for (const operation of operations) {
      if (shortest !== undefined && !budget.spend(operations.length)) break;
      const cycle = this.findWay(operation, operation);
      if (cycle !== undefined && (shortest === undefined || cycle.length < shortest.length)) shortest = cycle;
    }
    return shortest!;
  }
}

export interface Step {
  readonly from: number;
  readonly to: number;
  readonly label: number;
}

function collectWay(from: number, target: number, cameFrom: ReadonlyMap<number, Step>): Step[] {
  const steps: Step[] = [];
  let at = target;
  do {
    const step = cameFrom.get(at)!;
    steps.push(step);
    at = step.from;
  } while (at !== from);
  return joinProcessOrder(steps.reverse());
}

/** Steps in process order after each other are one. */
function joinProcessOrder(steps: readonly Step[]): Step[] {
  const joined: Step[] = [];
  for (const step of steps) {
    const last = joined.at(-1);
    if (step.label === PROCESS_ORDER && last?.label === PROCESS_ORDER)
      joined[joined.length - 1] = { ...last, to: step.to };
    else joined.push(step);
  }
  return joined;
}
