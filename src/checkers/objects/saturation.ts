import { countLeading } from "../../base/index.ts";
import type { Budget } from "../budget.ts";
import type { CausalOrder } from "./causal-order.ts";
import { Explanation, type Conclusion } from "./explanation.ts";
import { Graph, READS_FROM } from "./graph.ts";
import type { ObservedHistory } from "./observed-history.ts";
import type { Violation } from "./violation.ts";

/** Names of the two ways in which saturation may fail, and of the readers' point of view in a sentence. */
export interface SaturationNames {
  readonly cyclic: string;
  readonly initial: string;
}

/** Looking for a shorter cycle is worth no more. */
const CYCLE_STEPS = 2_000_000;

/**
 * The order in which one process must have seen the writes (hb of Bouajjani et al., POPL 2017, §5.3): from a given order it
 * grows until nothing is new. When w1 comes before a read, and the read saw w2 to the same key and not w1, then w1 comes before
 * w2 (before the base of what was seen). A cycle, or a write before a read of the initial value, shows that no order explains
 * the reads. If there is neither, one does: take for each read in turn what comes before it and is not yet placed, in
 * any order that fits, and then the read.
 *
 * The order is kept as clocks, as `CausalOrder` is, so a step of growth costs as much as there are processes.
 */
export class Saturation {
  readonly #history: ObservedHistory;
  readonly #graph: Graph;
  readonly #clocks: Int32Array;
  readonly #processes: number;
  readonly #budget: Budget;
  /** Edges that were concluded, by label. */
  readonly #concluded: Conclusion[] = [];
  /** Versions of several writes that are nodes of their own: the node's number is the version's after all operations. */
  readonly #isNode = new Set<number>();
  readonly #known = new Set<number>();

  /** Starts from process order. */
  constructor(history: ObservedHistory, budget: Budget) {
    const { operations, processes, process, position } = history.layout;
    const versions = history.versions.count;
    this.#history = history;
    this.#graph = new Graph(history, versions);
    this.#processes = processes;
    this.#clocks = new Int32Array((operations.length + versions) * processes);
    this.#budget = budget;
    for (let operation = 0; operation < operations.length; operation++)
      this.#clocks[operation * processes + process[operation]!] = position[operation]! + 1;
  }

  /** Adds what of the causal order comes before an operation, itself included. */
  addPast(last: number, order: CausalOrder): void {
    for (let operation = 0; operation < this.#history.reads.length; operation++) {
      if (!order.reaches(operation, last)) continue;
      this.#clocks.set(order.clockOf(operation), operation * this.#processes);
      this.#addSeen(operation, order);
    }
  }

  /** Edges to an operation from the writes that it saw, whose clocks are known. */
  #addSeen(reader: number, order: CausalOrder): void {
    const { versions, reads } = this.#history;
    const seen = reads[reader]!;
    if (seen < 0 || versions.lastOf(seen) < 0) return;
    for (
      let at = seen;
      this.#nodeOf(at) !== versions.lastOf(at) && !this.#isNode.has(at);
      at = versions.parentOf(at)
    ) {
      this.#isNode.add(at);
      const before = this.#nodeOf(versions.parentOf(at));
      this.#clocks.set(order.clockOfVersion(at)!, this.#nodeOf(at) * this.#processes);
      this.#graph.add(versions.lastOf(at), this.#nodeOf(at), READS_FROM);
      if (before >= 0) this.#graph.add(before, this.#nodeOf(at), READS_FROM);
    }
    this.#graph.add(this.#nodeOf(seen), reader, READS_FROM);
  }

  /** The node that all writes of a version come before: its write when there is one only, −1 when there is none. */
  #nodeOf(version: number): number {
    const { versions, reads } = this.#history;
    return versions.parentOf(version) < 0 ? versions.lastOf(version) : reads.length + version;
  }

  /** Puts every write that the reader saw before it, and the writes in the order in which it shows them. */
  addReadsFrom(reader: number): void {
    const { versions, reads } = this.#history;
    const version = reads[reader]!;
    if (version < 0 || versions.lastOf(version) < 0) return;
    this.#graph.add(versions.lastOf(version), reader, READS_FROM);
    for (let at = version; versions.parentOf(at) >= 0; at = versions.parentOf(at)) {
      const before = versions.lastOf(versions.parentOf(at));
      if (before >= 0)
        this.#conclude({ from: before, to: versions.lastOf(at), read: reader, since: [reader, reader] });
    }
  }

  /** The operations that must come directly before an operation, one a process at most: the last of each. */
  predecessorsOf(operation: number): number[] {
    const { layout } = this.#history;
    return layout.byProcess.flatMap((own, process) => {
      const count = this.#clocks[operation * this.#processes + process]!;
      return count === 0 || process === layout.process[operation] ? [] : [own[count - 1]!];
    });
  }

  /** Is `a` before `b` in the order so far, or the same? */
  #reaches(a: number, b: number): boolean {
    const { process, position } = this.#history.layout;
    return this.#clocks[b * this.#processes + process[a]!]! > position[a]!;
  }

  /** True when that is new. */
  #conclude(conclusion: Conclusion): boolean {
    const { from, to } = conclusion;
    const name = from * this.#history.reads.length + to;
    if (from === to || this.#reaches(from, to) || this.#known.has(name)) return false;
    this.#known.add(name);
    this.#graph.add(from, to, this.#concluded.length);
    this.#concluded.push(conclusion);
    return true;
  }

  /** Brings the clocks up to date with the edges. Answers what lies on a cycle or after one: nothing when there is none. */
  #propagate(): readonly number[] {
    const { order, cyclic } = this.#graph.sort();
    for (const node of order) {
      const next = this.#graph.nextOf(node);
      if (next >= 0) this.#take(node, next);
      for (const { to } of this.#graph.edgesOf(node)) this.#take(node, to);
    }
    this.#budget.spend(((order.length + this.#concluded.length) * this.#processes) >> 3);
    return cyclic;
  }

  /** Joins the clock of `from` into that of `to`. */
  #take(from: number, to: number): void {
    const clocks = this.#clocks;
    const processes = this.#processes;
    const [source, target] = [from * processes, to * processes];
    for (let one = 0; one < processes; one++) {
      if (clocks[source + one]! > clocks[target + one]!) clocks[target + one] = clocks[source + one]!;
    }
  }

  /**
   * Grows the order until nothing is new for these reads. Answers what is wrong, or undefined when nothing is or a budget
   * has run out. `isForAll`: it is one order for everybody, in which a write that comes after what a reader saw, and that the
   * reader did not see, comes after the reader.
   */
  grow(readers: readonly number[], names: SaturationNames, isForAll = false): Violation | undefined {
    for (let isGrowing = true; isGrowing;) {
      const cyclic = this.#propagate();
      const explanation = new Explanation(this.#history, this.#graph, this.#concluded);
      if (cyclic.length > 0)
        return explanation.ofCycle(cyclic, names.cyclic, this.#budget.aside(CYCLE_STEPS));
      isGrowing = false;
      const onNew = (): boolean => (isGrowing = true);
      for (const reader of readers) {
        const initial = this.#growAt(reader, onNew);
        if (initial >= 0) return explanation.ofInitial(initial, reader, names.initial);
        if (isForAll) this.#growAfter(reader, onNew);
        if (!this.#budget.spend(this.#processes)) return undefined;
      }
    }
    return undefined;
  }

  /** Answers a write that comes before a reader of the initial value, or −1. */
  #growAt(reader: number, onNew: () => void): number {
    const { layout, versions, reads } = this.#history;
    const version = reads[reader]!;
    const base = versions.baseOf(version);
    const key = layout.key[reader]!;
    for (let process = 0; process < this.#processes; process++) {
      const clock = this.#clocks[reader * this.#processes + process]!;
      const known = process === layout.process[reader] ? layout.position[reader]! : clock;
      const newest = known === 0 ? -1 : layout.rankWithin(process, key, known);
      const rank = newest < 0 ? -1 : versions.newestMissing(version, process, newest);
      if (rank < 0) continue;
      const missing = layout.writesOf(process, key)[rank]!;
      if (base < 0) return missing;
      if (this.#conclude({ from: missing, to: base, read: reader, since: [missing, reader] })) onNew();
    }
    return -1;
  }

  #growAfter(reader: number, onNew: () => void): void {
    const { layout, versions, reads } = this.#history;
    const version = reads[reader]!;
    const base = versions.baseOf(version);
    const key = layout.key[reader]!;
    for (let process = 0; process < this.#processes; process++) {
      const writes = layout.writesOf(process, key);
      const isBefore = (rank: number): boolean => base >= 0 && !this.#reaches(base, writes[rank]!);
      let rank = countLeading(writes.length, isBefore);
      while (rank < writes.length && versions.holds(version, writes[rank]!)) rank++;
      const later = writes[rank];
      if (later === undefined || later === reader) continue;
      const since = base < 0 ? ([reader, reader] as const) : ([base, later] as const);
      if (this.#conclude({ from: reader, to: later, read: reader, since })) onNew();
    }
  }
}
