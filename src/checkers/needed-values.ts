import type { Problem } from "./problem.ts";

/** So many writers of a value are looked at; when all of them are spent, the rest counts as one that is left. */
const MAX_LOOKED_AT = 64;

/**
 * For an object that holds one value at a time: who needs a value to be held, and who can bring it back once it is
 * overwritten. With it a search sees at once that it has overwritten a value too early, instead of at
 * the completion of the read that wanted it, after every order of what lies between.
 */
export class NeededValues {
  readonly #problem: Problem;
  readonly #numbers = new Map<string, number>();
  /** By value, in order of completion: completed operations that need it, operations that leave it (open ones last). */
  readonly #needers: number[][] = [];
  readonly #sources: number[][] = [];

  constructor(problem: Problem) {
    const { operations, levels } = problem;
    const { needs, leaves } = problem.transitions.model.holding!;
    this.#problem = problem;
    for (let index = 0; index < operations.length; index++) {
      const needed = index < levels ? needs(operations[index]!) : undefined;
      if (needed !== undefined) this.#needers[this.#number(needed)]!.push(index);
      const left = leaves(operations[index]!);
      if (left !== undefined) this.#sources[this.#number(left)]!.push(index);
    }
  }

  /**
   * After a step from `state` to one that holds another value: the operation that still needs the old value and
   * can never have it again, or −1. `isDone` tells whether an operation invoked by this level has taken effect.
   */
  findDeprived(state: number, level: number, isDone: (operation: number) => boolean): number {
    const { transitions, invoked, completed } = this.#problem;
    const value = this.#numbers.get(transitions.model.holding!.held(transitions.stateOf(state)));
    if (value === undefined) return -1;
    const { levels } = this.#problem;
    const hasTakenEffect = (operation: number): boolean =>
      (operation >= levels || invoked[operation]! < completed[level]!) && isDone(operation);
    const needer = firstNotDone(this.#needers[value]!, level, hasTakenEffect);
    if (needer < 0) return -1;
    const sources = this.#sources[value]!;
    let lookedAt = 0;
    for (let at = lowerBound(sources, level); at < sources.length; at++) {
      if (++lookedAt > MAX_LOOKED_AT) return -1;
      if (invoked[sources[at]!]! < completed[needer]! && !hasTakenEffect(sources[at]!)) return -1;
    }
    return needer;
  }

  /** A completed operation that needs a value which nobody wrote before it completed, or −1: no order can help it. */
  findHopeless(): number {
    const { transitions, invoked, completed } = this.#problem;
    const initial = this.#numbers.get(transitions.model.holding!.held(transitions.model.init));
    let first = -1;
    this.#needers.forEach((needers, value) => {
      if (value === initial) return;
      const firstInvoked = this.#sources[value]!.reduce(
        (least, source) => Math.min(least, invoked[source]!),
        Infinity,
      );
      const needer = needers.find((operation) => completed[operation]! < firstInvoked);
      if (needer !== undefined && (first < 0 || needer < first)) first = needer;
    });
    return first;
  }

  #number(value: string): number {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    this.#numbers.set(value, this.#needers.length);
    this.#sources.push([]);
    return this.#needers.push([]) - 1;
  }
}

function firstNotDone(
  operations: readonly number[],
  level: number,
  isDone: (operation: number) => boolean,
): number {
  for (let at = lowerBound(operations, level); at < operations.length; at++) {
    if (!isDone(operations[at]!)) return operations[at]!;
  }
  return -1;
}

/** The first place in the ascending list that holds at least `level`. */
function lowerBound(operations: readonly number[], level: number): number {
  let from = 0;
  let to = operations.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (operations[middle]! >= level) to = middle;
    else from = middle + 1;
  }
  return from;
}
