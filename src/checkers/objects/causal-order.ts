import type { Budget } from "../budget.ts";
import type { ObservedHistory } from "./observed-history.ts";

/**
 * The causal order of a history: the least order that has every process's own order and puts every write before who saw it
 * (co of Bouajjani et al., POPL 2017, §3). An operation's **clock** tells for each process how many of its operations are in
 * the causal past, the operation itself included; so a before b is one comparison.
 */
export class CausalOrder {
  readonly processes: number;
  readonly #history: ObservedHistory;
  readonly #clocks: Int32Array;
  /** Of versions with several writes: the clocks of all of them, joined. */
  readonly #joined: (Int32Array | undefined)[] = [];
  /** When the order has a cycle: the first operation of each process that waits for itself. */
  readonly blocked: readonly number[];

  private constructor(history: ObservedHistory, budget: Budget) {
    const { layout } = history;
    this.#history = history;
    this.processes = layout.processes;
    this.#clocks = new Int32Array(layout.operations.length * layout.processes);
    this.blocked = this.#advance(budget);
  }

  /** Undefined when a budget has run out. */
  static of(history: ObservedHistory, budget: Budget): CausalOrder | undefined {
    const { operations, processes } = history.layout;
    if (!budget.hold(4 * operations.length * processes)) return undefined;
    const order = new CausalOrder(history, budget);
    return budget.exceeded === undefined ? order : undefined;
  }

  /** The clock of an operation, by process. */
  clockOf(operation: number): Int32Array {
    return this.#clocks.subarray(operation * this.processes, (operation + 1) * this.processes);
  }

  /** The joined clocks of all writes of a version that was seen; undefined for an initial value. */
  clockOfVersion(version: number): Int32Array | undefined {
    const { versions } = this.#history;
    const last = versions.lastOf(version);
    if (last < 0) return undefined;
    return versions.parentOf(version) < 0 ? this.clockOf(last) : this.#joined[version];
  }

  /** Is `a` in the causal past of `b`, or `b` itself? */
  reaches(a: number, b: number): boolean {
    const { process, position } = this.#history.layout;
    return this.#clocks[b * this.processes + process[a]!]! > position[a]!;
  }

  /** Takes operations in an order that respects causality; answers those that none can come before. */
  #advance(budget: Budget): number[] {
    const { byProcess, process, position } = this.#history.layout;
    const done = new Int32Array(this.processes);
    const waitingFor = new Map<number, number[]>();
    const ready = Array.from(byProcess.keys()).reverse();
    const isDone = (operation: number): boolean => done[process[operation]!]! > position[operation]!;
    for (let own = ready.pop(); own !== undefined; own = ready.pop()) {
      const operations = byProcess[own]!;
      while (done[own]! < operations.length) {
        const operation = operations[done[own]!]!;
        const source = this.#findMissing(operation, isDone);
        if (source !== undefined) {
          waitingFor.set(source, [...(waitingFor.get(source) ?? []), own]);
          break;
        }
        this.#setClock(operation);
        done[own]!++;
        ready.push(...(waitingFor.get(operation) ?? []));
        waitingFor.delete(operation);
        if (!budget.spend(this.processes)) return [];
      }
    }
    return byProcess.flatMap((operations, own) =>
      done[own]! < operations.length ? [operations[done[own]!]!] : [],
    );
  }

  /** A write that the operation saw and that has no clock yet; a cas that saw itself waits for ever. */
  #findMissing(operation: number, isDone: (operation: number) => boolean): number | undefined {
    const { reads, versions } = this.#history;
    let version = reads[operation]!;
    while (version >= 0 && this.#joined[version] === undefined) {
      const write = versions.lastOf(version);
      if (write >= 0 && !isDone(write)) return write;
      version = versions.parentOf(version);
    }
    return undefined;
  }

  #setClock(operation: number): void {
    const { layout, reads } = this.#history;
    const clock = this.clockOf(operation);
    const position = layout.position[operation]!;
    const own = layout.process[operation]!;
    if (position > 0) clock.set(this.clockOf(layout.byProcess[own]![position - 1]!));
    const version = reads[operation]!;
    if (version >= 0) join(clock, this.#joinVersion(version));
    clock[own] = position + 1;
  }

  #joinVersion(version: number): Int32Array | undefined {
    const { versions } = this.#history;
    const missing: number[] = [];
    let at = version;
    while (versions.parentOf(at) >= 0 && this.#joined[at] === undefined) {
      missing.push(at);
      at = versions.parentOf(at);
    }
    for (const next of missing.reverse()) {
      const joined = Int32Array.from(this.clockOf(versions.lastOf(next)));
      join(joined, this.clockOfVersion(versions.parentOf(next)));
      this.#joined[next] = joined;
    }
    return this.clockOfVersion(version);
  }
}

/** Makes each entry of `clock` at least that of `other`. */
function join(clock: Int32Array, other: Int32Array | undefined): boolean {
  if (other === undefined) return false;
  let isChanged = false;
  for (let process = 0; process < clock.length; process++) {
    if (other[process]! <= clock[process]!) continue;
    clock[process] = other[process]!;
    isChanged = true;
  }
  return isChanged;
}
