import { assert } from "../../base/index.ts";
import type { Budget } from "../budget.ts";
import type { CausalOrder } from "./causal-order.ts";
import { Graph, PROCESS_ORDER, READS_FROM, type Step } from "./graph.ts";
import type { ObservedHistory } from "./observed-history.ts";
import type { Violation } from "./violation.ts";

/** Names of the two ways in which saturation may fail, and of the readers' point of view in a sentence. */
export interface SaturationNames {
  readonly cyclic: string;
  readonly initial: string;
}

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
  /** Edges that were concluded, by label: from, to, and the read that shows it. */
  readonly #concluded: { from: number; to: number; read: number }[] = [];
  /** Versions of several writes that are nodes of their own: the node's number is the version's after all operations. */
  readonly #isNode = new Set<number>();
  #cyclic = -1;

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
    this.#add(versions.lastOf(version), reader, READS_FROM);
    for (let at = version; versions.parentOf(at) >= 0; at = versions.parentOf(at)) {
      const before = versions.lastOf(versions.parentOf(at));
      if (before >= 0) this.#conclude(before, versions.lastOf(at), reader);
    }
  }

  /** Is `a` before `b` in the order so far, or the same? */
  #reaches(a: number, b: number): boolean {
    const { process, position } = this.#history.layout;
    return this.#clocks[b * this.#processes + process[a]!]! > position[a]!;
  }

  get #hasCycle(): boolean {
    return this.#cyclic >= 0;
  }

  /** Concludes `from` before `to` because of what `read` saw. True when that is new. */
  #conclude(from: number, to: number, read: number): boolean {
    if (from === to || this.#reaches(from, to)) return false;
    this.#concluded.push({ from, to, read });
    this.#add(from, to, this.#concluded.length - 1);
    return true;
  }

  #add(from: number, to: number, label: number): void {
    this.#graph.add(from, to, label);
    if (from === to || this.#reaches(to, from)) this.#cyclic = to;
    else this.#spread(from, to);
  }

  /** Everything that comes before `from` comes before `to` too, and before what comes after it. */
  #spread(from: number, to: number): void {
    const waiting = [to];
    if (!this.#take(from, to)) return;
    for (let at = waiting.pop(); at !== undefined && !this.#hasCycle; at = waiting.pop()) {
      this.#budget.spend(this.#processes);
      const next = this.#graph.nextOf(at);
      if (next >= 0 && this.#take(at, next)) waiting.push(next);
      for (const edge of this.#graph.edgesOf(at)) if (this.#take(at, edge.to)) waiting.push(edge.to);
    }
  }

  /** Joins the clock of `from` into that of `to`. True when that is new. */
  #take(from: number, to: number): boolean {
    const processes = this.#processes;
    let isNew = false;
    for (let one = 0; one < processes; one++) {
      const known = this.#clocks[from * processes + one]!;
      if (known <= this.#clocks[to * processes + one]!) continue;
      this.#clocks[to * processes + one] = known;
      isNew = true;
    }
    return isNew;
  }

  /**
   * Grows the order until nothing is new for these reads. Answers what is wrong, or undefined when nothing is or a budget
   * has run out.
   */
  grow(readers: readonly number[], names: SaturationNames): Violation | undefined {
    for (let isGrowing = true; isGrowing && !this.#hasCycle;) {
      isGrowing = false;
      for (const reader of readers) {
        const initial = this.#growAt(reader, () => (isGrowing = true));
        if (initial >= 0) return this.#explainInitial(initial, reader, names);
        if (!this.#budget.spend(this.#processes)) return undefined;
      }
    }
    return this.#hasCycle ? this.#explainCycle(names) : undefined;
  }

  /** Answers a write that comes before a reader of the initial value, or −1. */
  #growAt(reader: number, onNew: () => void): number {
    const { layout, versions, reads } = this.#history;
    const version = reads[reader]!;
    const base = versions.baseOf(version);
    const key = layout.key[reader]!;
    for (let process = 0; process < this.#processes && !this.#hasCycle; process++) {
      const clock = this.#clocks[reader * this.#processes + process]!;
      const known = process === layout.process[reader] ? layout.position[reader]! : clock;
      const newest = known === 0 ? -1 : layout.rankWithin(process, key, known);
      const rank = newest < 0 ? -1 : versions.newestMissing(version, process, newest);
      if (rank < 0) continue;
      const missing = layout.writesOf(process, key)[rank]!;
      if (base < 0) return missing;
      if (this.#conclude(missing, base, reader)) onNew();
    }
    return -1;
  }

  #explainInitial(write: number, reader: number, { initial }: SaturationNames): Violation {
    const way = this.#graph.findWay(write, reader)!;
    return {
      pattern: initial,
      operations: this.#involved(way),
      arrows: this.#arrows(way),
      explain: (name) =>
        `${name(reader)} misses ${name(write)}, which its process must have seen before it${this.#describe(way, name)}: it begins with the initial value.`,
    };
  }

  #explainCycle({ cyclic }: SaturationNames): Violation {
    const way = this.#graph.findWay(this.#cyclic, this.#cyclic);
    assert(way !== undefined, "a clock ahead of itself without a cycle");
    return {
      pattern: cyclic,
      operations: this.#involved(way),
      arrows: this.#arrows(way),
      explain: (name) => {
        const circle = way.map(({ from }) => from).filter((from) => this.#isOperation(from));
        return `No order of the writes explains what was read: it would have to go in a circle, ${circle.map(name).join(", then ")}, and back to the first${this.#describe(way, name)}.`;
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
        const { read } = this.#concluded[label]!;
        operations.add(read);
        visit(this.#graph.findWay(from, read, (other) => other < label) ?? []);
      }
    };
    visit(way);
    return Array.from(operations);
  }

  #isOperation(node: number): boolean {
    return node < this.#history.reads.length;
  }

  #arrows(way: readonly Step[]): Violation["arrows"] {
    const concluded = way.filter(({ label }) => label !== PROCESS_ORDER && label !== READS_FROM);
    return concluded.map(({ from, to }) => ({ from, to, kind: "write order" }));
  }

  #describe(way: readonly Step[], name: (operation: number) => string): string {
    const reasons = this.#arrows(way).map(({ from, to }, index) => {
      const { read } = this.#concluded[way.filter(({ label }) => label >= 0)[index]!.label]!;
      return `${name(read)} puts ${name(from)} before ${name(to)}`;
    });
    return reasons.length === 0 ? "" : ` (${reasons.join("; ")})`;
  }
}
