import { KIND } from "./edge-list.ts";
import type { DependencyGraph } from "./dependencies.ts";
import type { Components, Graph } from "./graph.ts";

/** Why one transaction comes before another; `kind` is one bit of `KIND`. */
export interface Dependency {
  readonly from: number;
  readonly to: number;
  readonly kind: number;
}

/** Which cycles are looked for: they begin with an edge of one kind and go on over others. */
export interface CycleForm {
  readonly first: number;
  readonly rest: number;
  /** True: no two antidependencies (rw) stand next to each other. */
  readonly apart?: boolean;
}

/** So many steps are worth a shorter cycle. */
const SEARCH_STEPS = 400_000;

/**
 * A cycle of this form within one component, the shortest that so many steps find; undefined when there is none. Every
 * dependency leads to the next one's `from`, the last to the first's.
 */
export function findCycle(
  { graph, layout }: DependencyGraph,
  component: readonly number[],
  of: Components["of"],
  form: CycleForm,
): Dependency[] | undefined {
  const search = new CycleSearch(graph, of, form);
  let best: number[] | undefined;
  for (const node of component) {
    for (let edge = graph.starts[node]!; edge < graph.starts[node + 1]!; edge++) {
      if ((graph.kinds[edge]! & form.first) === 0 || of[graph.targets[edge]!] !== of[node]) continue;
      best = search.closeFrom(node, edge, best?.length ?? Infinity) ?? best;
    }
    if (search.steps > SEARCH_STEPS && best !== undefined) break;
  }
  return best === undefined ? undefined : toDependencies(graph, best, search.sources, layout);
}

/** Breadth-first search from the end of an edge back to its start, each node once per whether an rw led to it. */
class CycleSearch {
  readonly #graph: Graph;
  readonly #of: Int32Array;
  readonly #form: CycleForm;
  /** By state (node and flag): the search that last came there, by which edge and from which state. */
  readonly #visited: Int32Array;
  readonly #via: Int32Array;
  readonly #before: Int32Array;
  #round = 0;
  steps = 0;
  /** For each edge on a path that was answered, the node that it leaves. */
  readonly sources = new Map<number, number>();

  constructor(graph: Graph, of: Int32Array, form: CycleForm) {
    this.#graph = graph;
    this.#of = of;
    this.#form = form;
    this.#visited = new Int32Array(2 * graph.nodes);
    this.#via = new Int32Array(2 * graph.nodes);
    this.#before = new Int32Array(2 * graph.nodes);
  }

  /** The edges of a cycle that begins with `first`, fewer than `limit` of them, or undefined. */
  closeFrom(node: number, first: number, limit: number): number[] | undefined {
    const round = ++this.#round;
    const begin = 2 * this.#graph.targets[first]! + this.#flagAfter(first, 0);
    this.#visited[begin] = round;
    let level = [begin];
    for (let length = 1; length < limit && level.length > 0; length++) {
      for (const state of level) {
        if (state >> 1 === node && !(this.#isApart(first) && (state & 1) === 1))
          return this.#trace(node, first, begin, state);
      }
      level = level.flatMap((state) => this.#expand(state, round));
    }
    return undefined;
  }

  #isApart(edge: number): boolean {
    return this.#form.apart === true && this.#graph.kinds[edge] === KIND.rw;
  }

  #flagAfter(edge: number, before: number): number {
    const kind = this.#graph.kinds[edge]!;
    return kind === KIND.rw ? 1 : kind === KIND.gate ? before : 0;
  }

  #expand(state: number, round: number): number[] {
    const { starts, targets, kinds } = this.#graph;
    const node = state >> 1;
    const next: number[] = [];
    for (let edge = starts[node]!; edge < starts[node + 1]!; edge++) {
      this.steps++;
      if ((kinds[edge]! & (this.#form.rest | KIND.gate)) === 0) continue;
      if (this.#of[targets[edge]!] !== this.#of[node]) continue;
      if (this.#isApart(edge) && (state & 1) === 1) continue;
      const to = 2 * targets[edge]! + this.#flagAfter(edge, state & 1);
      if (this.#visited[to] === round) continue;
      this.#visited[to] = round;
      this.#via[to] = edge;
      this.#before[to] = state;
      next.push(to);
    }
    return next;
  }

  #trace(node: number, first: number, begin: number, end: number): number[] {
    const edges: number[] = [];
    for (let state = end; state !== begin; state = this.#before[state]!) {
      edges.push(this.#via[state]!);
      this.sources.set(this.#via[state]!, this.#before[state]! >> 1);
    }
    this.sources.set(first, node);
    edges.push(first);
    return edges.reverse();
  }
}

/** Leaves out gates: what leads to one goes on to the transaction behind it. */
function toDependencies(
  graph: Graph,
  edges: readonly number[],
  sources: ReadonlyMap<number, number>,
  layout: DependencyGraph["layout"],
): Dependency[] {
  const transactionOf = (node: number): number => (layout.isSplit ? node >> 1 : node);
  const found: Dependency[] = [];
  for (const [index, edge] of edges.entries()) {
    const kind = graph.kinds[edge]!;
    if (kind === KIND.gate) continue;
    const target = graph.targets[edge]!;
    const behind = target < layout.nodes ? target : graph.targets[edges[(index + 1) % edges.length]!]!;
    found.push({ from: transactionOf(sources.get(edge)!), to: transactionOf(behind), kind });
  }
  return found;
}

/** Adya's name of a cycle, by its edges: how many antidependencies, whether apart, and what else it needs. */
export function nameCycle(cycle: readonly Dependency[]): string {
  const has = (kind: number): boolean => cycle.some((one) => one.kind === kind);
  const suffix = has(KIND.realTime) ? "-realtime" : has(KIND.process) ? "-process" : "";
  return `${nameByData(cycle, has)}${suffix}`;
}

function nameByData(cycle: readonly Dependency[], has: (kind: number) => boolean): string {
  const overwrites = cycle.filter(({ kind }) => kind === KIND.rw).length;
  if (overwrites === 0) return has(KIND.wr) ? "G1c" : "G0";
  if (overwrites === 1) return "G-single";
  const isApart = cycle.every(
    ({ kind }, index) => kind !== KIND.rw || cycle[(index + 1) % cycle.length]!.kind !== KIND.rw,
  );
  return isApart ? "G-nonadjacent" : "G2-item";
}

/** Two observers that see two writes in opposite orders: the cycle rw, wr, rw, wr. */
export function isLongFork(cycle: readonly Dependency[]): boolean {
  return (
    nameCycle(cycle) === "G-nonadjacent" &&
    cycle.length === 4 &&
    cycle.every(({ kind }) => kind === KIND.rw || kind === KIND.wr)
  );
}
