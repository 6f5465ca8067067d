import { NeededValues } from "./needed-values.ts";
import type { Pending } from "./pending.ts";
import type { Problem } from "./problem.ts";

/** Has the operation taken effect in the configuration in question? Asked only for operations invoked by its level. */
type IsDone = (operation: number) => boolean;

/**
 * Sees early that a configuration cannot be finished: some operation that has yet to take effect never can. It is
 * then dropped at once instead of at that operation's completion, after everything between has been tried.
 */
export class Lookahead {
  readonly #problem: Problem;
  readonly #mutators: Pending;
  readonly #neededValues: NeededValues | undefined;
  /** The first observer at or after each level; `levels` when there is none. Empty: the model cannot tell. */
  readonly #nextObserver: Int32Array;
  /** Of the completed operations invoked before completion L, how many overwrite. */
  readonly #overwritesUpTo: Int32Array;
  readonly #hasOpenOverwrites: boolean;

  constructor(problem: Problem, mutators: Pending) {
    const { model } = problem.transitions;
    this.#problem = problem;
    this.#mutators = mutators;
    this.#neededValues = model.holding === undefined ? undefined : new NeededValues(problem);
    this.#nextObserver = model.canLeadTo === undefined ? new Int32Array(0) : findNextObservers(problem);
    this.#overwritesUpTo = countOverwrites(problem);
    this.#hasOpenOverwrites = problem.overwrites.subarray(problem.levels).includes(1);
  }

  /** An operation that cannot be explained whatever is done, or −1 when none is known. */
  findHopeless(): number {
    return this.#neededValues?.findHopeless() ?? -1;
  }

  /** After a step from state `before` to `state`: an operation that can never take effect any more, or −1. */
  findLost(level: number, before: number, state: number, isDone: IsDone): number {
    if (this.#neededValues !== undefined && before !== state) {
      const deprived = this.#neededValues.findDeprived(before, level, isDone);
      if (deprived >= 0) return deprived;
    }
    return this.#nextObserver.length === 0 ? -1 : this.#findBlinded(level, state, isDone);
  }

  /**
   * The next observer to complete, when what it saw cannot come of the state without overwriting, and nothing that
   * overwrites is left before its completion.
   */
  #findBlinded(level: number, state: number, isDone: IsDone): number {
    const { levels, invoked, completed, transitions, operations } = this.#problem;
    let observer = this.#nextObserver[level]!;
    while (observer < levels && invoked[observer]! < completed[level]! && isDone(observer)) {
      observer = this.#nextObserver[observer + 1]!;
    }
    if (observer >= levels) return -1;
    if (transitions.model.canLeadTo!(transitions.stateOf(state), operations[observer]!)) return -1;
    return this.#canOverwriteBefore(observer, level, isDone) ? -1 : observer;
  }

  #canOverwriteBefore(observer: number, level: number, isDone: IsDone): boolean {
    const { overwrites, openUpTo, levels } = this.#problem;
    if (this.#overwritesUpTo[observer]! > this.#overwritesUpTo[level]!) return true;
    const { items, starts } = this.#mutators;
    for (let index = starts[level]!; index < starts[level + 1]!; index++) {
      if (overwrites[items[index]!] === 1 && !isDone(items[index]!)) return true;
    }
    if (!this.#hasOpenOverwrites) return false;
    for (let operation = levels; operation < levels + openUpTo[observer]!; operation++) {
      if (overwrites[operation] === 1 && !isDone(operation)) return true;
    }
    return false;
  }
}

function findNextObservers(problem: Problem): Int32Array {
  const next = new Int32Array(problem.levels + 1).fill(problem.levels);
  for (let level = problem.levels - 1; level >= 0; level--) {
    next[level] = problem.isObserver[level] === 1 ? level : next[level + 1]!;
  }
  return next;
}

function countOverwrites(problem: Problem): Int32Array {
  const { levels, byInvoke, invokedUpTo, overwrites } = problem;
  const counts = new Int32Array(levels);
  let count = 0;
  let seen = 0;
  for (let level = 0; level < levels; level++) {
    while (seen < invokedUpTo[level]!) count += overwrites[byInvoke[seen++]!]!;
    counts[level] = count;
  }
  return counts;
}
