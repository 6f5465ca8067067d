import type { Budget } from "../budget.ts";
import { findCycle, isLongFork, nameCycle, type CycleForm } from "./cycles.ts";
import { buildGraph, wholeLayout, type DependencyGraph } from "./dependencies.ts";
import { KIND } from "./edge-list.ts";
import { findComponents } from "./graph.ts";
import type { Inference } from "./inference.ts";

const { ww, wr, rw, gate } = KIND;

/**
 * Adya's cycles, the worst first: each as an edge to begin with and those to go on over. A cycle with several
 * antidependencies counts as G2-item only where none has just one, or all of them apart.
 */
const FORMS: readonly (CycleForm & { readonly skipsWith?: readonly string[] })[] = [
  { first: ww, rest: ww },
  { first: wr, rest: ww | wr },
  { first: rw, rest: ww | wr },
  { first: rw, rest: ww | wr | rw, apart: true, skipsWith: ["G-single"] },
  { first: rw, rest: ww | wr | rw, skipsWith: ["G-single", "G-nonadjacent"] },
];

/** So many components are looked at for their cycles; more have more of the same. */
const MOST_COMPONENTS = 100;

/**
 * The names of all anomalies that the graph of known dependencies shows, as Elle tells them: cycles of data, then those that need
 * the order of processes, then those that need real time, each only where there are none of the kinds before. Some may be missing when the budget runs out.
 */
export function findAnomalies(inference: Inference, budget: Budget): string[] {
  const found = new Set<string>();
  if (findLostUpdate(inference) !== undefined) found.add("lost-update");
  const layout = wholeLayout(inference.transactions.length);
  const built = buildGraph(inference, { layout, time: "real-time" });
  const tainted = new Uint8Array(built.graph.nodes);
  for (const extra of [0, KIND.process, KIND.realTime | KIND.process]) {
    for (const component of cyclicComponents(built, ww | wr | rw | gate | extra)) {
      const isNew = component.every((node) => tainted[node] === 0);
      for (const node of component) tainted[node] = 1;
      if (isNew && budget.exceeded === undefined) nameAll(built, component, extra, found, budget);
    }
  }
  return [...found].sort();
}

/** Two transactions that read the same version of a key and both wrote the key. */
export function findLostUpdate({ versions, writes }: Inference): [number, number] | undefined {
  for (const { key, readers } of versions) {
    const both = readers.filter((reader) => writes[reader]!.some((version) => version.key === key));
    if (both.length > 1) return [both[0]!, both[1]!];
  }
  return undefined;
}

function cyclicComponents({ graph }: DependencyGraph, mask: number): readonly (readonly number[])[] {
  return findComponents(graph, mask).cyclic.slice(0, MOST_COMPONENTS);
}

function nameAll(
  built: DependencyGraph,
  component: readonly number[],
  extra: number,
  found: Set<string>,
  budget: Budget,
): void {
  const here = new Set<string>();
  const within = new Int32Array(built.graph.nodes).fill(-1);
  for (const node of component) within[node] = 0;
  for (const form of FORMS) {
    if (form.skipsWith?.some((name) => [...here].some((one) => one.startsWith(name))) === true) continue;
    const cycle = findCycle(built, component, within, { ...form, rest: form.rest | extra });
    budget.spend(component.length);
    if (cycle === undefined) continue;
    here.add(nameCycle(cycle));
    if (isLongFork(cycle)) here.add("long-fork");
  }
  for (const name of here) found.add(name);
}
