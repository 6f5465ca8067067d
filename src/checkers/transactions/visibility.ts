import { EdgeList, KIND } from "./edge-list.ts";
import type { Reasoned } from "./explain.ts";
import { findCycle } from "./cycles.ts";
import { findComponents, Graph } from "./graph.ts";
import { visitTime, wholeLayout } from "./dependencies.ts";
import { createSessionClocks } from "./session-clocks.ts";
import { INITIAL, type Inference, type Version } from "./inference.ts";

/** A cycle that shows that no visibility does, none, or that there were more steps than allowed. */
export type VisibilityAnswer = readonly Reasoned[] | "valid" | "running";

/** Who is seen: those who were read from; those that these had seen, too; and what a process had done before. */
export type Seen = "direct" | "transitive" | "causal";

/** Somebody saw one writer of a key and still read what the other wrote: so that comes first. */
interface Conclusion {
  readonly before: number;
  readonly after: number;
  readonly reader: number;
  readonly key: number;
}

/**
 * Read atomic and causal by the axioms of Biswas & Enea (OOPSLA 2019, §4.1): if a transaction sees another that writes a
 * key, and reads of that key what a third wrote, the other comes before the third in the order of commits. The history is
 * valid when what was read, sessions where they count, and those conclusions have no cycle: any order that keeps them will do.
 */
export function findVisibilityCycle(
  inference: Inference,
  kind: Seen,
  spend: (steps: number) => boolean,
): VisibilityAnswer {
  const walk = new SeenWalk(inference, kind);
  const clocks = kind === "causal" ? createSessionClocks(inference) : undefined;
  if (!spend(clocks?.steps ?? 0)) return "running";
  const conclusions: Conclusion[] = [];
  for (const [reader, versions] of inference.reads.entries()) {
    if (versions.length === 0) continue;
    const seen = clocks?.latestSeen(reader) ?? walk.seenBy(reader);
    if (!spend(seen.length + 1)) return "running";
    for (const before of seen) {
      for (const conclusion of conclude(inference, reader, before)) {
        const overwritten = isContradiction(inference, conclusion) ? conclusion : undefined;
        if (overwritten !== undefined) return toCycle(walk, inference, overwritten);
        conclusions.push(conclusion);
      }
    }
  }
  return findCycleOf(inference, conclusions, walk);
}

function* conclude(inference: Inference, reader: number, before: number): Generator<Conclusion> {
  for (const { key } of inference.writes[before]!) {
    for (const version of inference.reads[reader]!) {
      if (version.key === key && version.writer !== before)
        yield { before, after: version.writer, reader, key };
    }
  }
}

/** Nothing comes before the initial version, nor an append before one that a read shows before it. */
function isContradiction({ reads, writes }: Inference, { before, after, reader, key }: Conclusion): boolean {
  if (after === INITIAL) return true;
  const read = reads[reader]!.find((version) => version.key === key)!;
  const written = writes[before]!.find((version) => version.key === key)!;
  if (read.position === undefined) return false;
  return written.position === undefined || written.position > read.position;
}

/** The reader saw the writer, by way of those that were read from, and did not see what it wrote. */
function toCycle(walk: SeenWalk, inference: Inference, { before, reader, key }: Conclusion): Reasoned[] {
  const name = inference.keys[key]!;
  const way = walk.way(reader, before);
  const steps = way.slice(1).map((to, index) => toStep(inference, way[index]!, to));
  const missed: Reasoned = {
    from: reader,
    to: before,
    kind: KIND.rw,
    tell: (names) => `${names(reader)} read ${name} without ${names(before)}'s write`,
  };
  return [...steps, missed];
}

function toStep({ reads }: Inference, from: number, to: number): Reasoned {
  const isRead = reads[to]!.some(({ writer }) => writer === from);
  return { from, to, kind: isRead ? KIND.wr : KIND.process };
}

function findCycleOf(
  inference: Inference,
  conclusions: readonly Conclusion[],
  walk: SeenWalk,
): readonly Reasoned[] | "valid" {
  const edges = new EdgeList();
  for (const { writer, readers, later } of inference.versions) {
    if (writer < 0) continue;
    for (const reader of readers) if (reader !== writer) edges.add(writer, reader, KIND.wr);
    for (const other of later) if (other !== writer) edges.add(writer, other, KIND.ww);
  }
  for (const [after, before] of walk.before.entries())
    if (before >= 0) edges.add(before, after, KIND.process);
  for (const { before, after } of conclusions) edges.add(before, after, KIND.ww);
  const graph = new Graph(inference.transactions.length, edges);
  const mask = KIND.ww | KIND.wr | KIND.process;
  const { of, cyclic } = findComponents(graph, mask);
  if (cyclic.length === 0) return "valid";
  const layout = wholeLayout(inference.transactions.length);
  const cycle = findCycle({ graph, layout }, cyclic[0]!, of, { first: mask, rest: mask })!;
  return cycle.map((edge) => withReason(edge, inference, conclusions, walk));
}

function withReason(
  edge: Reasoned,
  { keys }: Inference,
  conclusions: readonly Conclusion[],
  walk: SeenWalk,
): Reasoned {
  const concluded = conclusions.find(({ before, after }) => before === edge.from && after === edge.to);
  if (edge.kind !== KIND.ww || concluded === undefined) return edge;
  const { before, after, reader, key } = concluded;
  return {
    ...edge,
    because: () => walk.way(reader, before),
    tell: (names) =>
      `${names(reader)} saw ${names(before)} and still read ${keys[key]!} as ${names(after)} wrote it`,
  };
}

/** Follows reads, and sessions where they count, back to those who are seen. */
class SeenWalk {
  readonly #reads: readonly (readonly Version[])[];
  readonly #isTransitive: boolean;
  readonly #visited: Int32Array;
  readonly #via: Int32Array;
  #round = 0;
  /** By transaction what its process had completed last before it; −1 where there is none, or sessions do not count. */
  readonly before: Int32Array;

  constructor({ reads, transactions }: Inference, kind: Seen) {
    this.#reads = reads;
    this.#isTransitive = kind !== "direct";
    this.#visited = new Int32Array(reads.length);
    this.#via = new Int32Array(reads.length);
    this.before = new Int32Array(reads.length).fill(-1);
    visitTime(transactions, kind === "causal" ? "sessions" : "none", (before, after) => {
      this.before[after] = before;
    });
  }

  seenBy(reader: number): number[] {
    const round = ++this.#round;
    this.#visited[reader] = round;
    const queue = [reader];
    const add = (seen: number, via: number): void => {
      if (seen < 0 || this.#visited[seen] === round) return;
      this.#visited[seen] = round;
      this.#via[seen] = via;
      queue.push(seen);
    };
    for (const one of queue) {
      for (const { writer } of this.#reads[one]!) add(writer, one);
      add(this.before[one]!, one);
      if (!this.#isTransitive) break;
    }
    return queue.slice(1);
  }

  /** From somebody seen to the reader, the fewest steps. */
  way(reader: number, seen: number): number[] {
    this.seenBy(reader);
    const way = [seen];
    for (let one = seen; one !== reader;) way.push((one = this.#via[one]!));
    return way;
  }
}
