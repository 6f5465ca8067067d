import type { Operation } from "../history/index.ts";
import { BITS, Configurations, CURSOR, IN_VAIN, LEVEL, OPERATION, PARENT, STATE } from "./configurations.ts";
import { Lookahead } from "./lookahead.ts";
import { Pending } from "./pending.ts";
import type { Problem } from "./problem.ts";

/**
 * Searches for an order of one partition's operations that the model allows and that keeps every operation
 * between its invocation and its completion.
 *
 * It is the search of Wing & Gong (1993) with the memory of Lowe (2017), in his just-in-time form: operations
 * are put in order only when a completion demands it. A **configuration** is (level L, state, which of the
 * operations pending there have already taken effect); level L is the moment just before the completion of
 * operation L, and all completions before it are satisfied. This loses nothing: of any valid order, take before
 * each completion the piece up to the operation that completes. The memory needs only the pending
 * operations, a few words however long the history is, and the deepest level that was reached tells how
 * much of the history can be explained.
 *
 * Six rules keep the number of configurations small; none changes the answer.
 *
 * 1. Observers at once. An operation that leaves the state as it is takes effect as soon as it can: moving it
 *    forward to here, where it has been invoked, changes no state.
 * 2. Twins in turn. Of two pending operations that do the same, the one that completes first goes first:
 *    exchange them in any order in which they do not. Open ones go by invocation.
 * 3. Fewer open ones are better. A configuration is dropped when another with the same level, state and
 *    pending operations has used a subset of its open operations: the other can do all it can, since
 *    open operations need never take effect.
 * 4. No way back. A configuration is dropped when some operation can be seen never to take effect any more (see
 *    Lookahead).
 * 5. No open operation in vain. After an open one whose effect nobody has seen, nothing that overwrites is tried:
 *    without the open one it leads to the same state, and more is left to do (rule 3).
 * 6. The operation that completes next is tried first, then the others by completion, open ones last.
 */
export class LinearizationSearch {
  /** Configurations tried so far. */
  steps = 0;
  /** The largest level of any configuration; completions before it can all be explained. */
  reached = 0;
  /** Rule 4 dropped configurations for the sake of completions up to this level; −1 when it dropped none. */
  doomed = -1;

  readonly problem: Problem;
  readonly #lookahead: Lookahead | undefined;
  readonly #observers: Pending;
  readonly #mutators: Pending;
  readonly #configurations: Configurations;
  /** The configuration whose candidates are being tried; −1 at the end. */
  #current = -1;
  /** Words of the bit set that are about pending operations; open ones follow. */
  readonly #pendingWords: number;
  /** The bit set of the configuration that is being made, and how many observers have taken effect in it. */
  readonly #bits: Int32Array;
  #seen = 0;
  readonly #isDone = (operation: number): boolean => this.#isSet(operation);

  constructor(problem: Problem, options: { looksAhead: boolean } = { looksAhead: true }) {
    const openWords = (problem.operations.length - problem.levels + 31) >> 5;
    this.problem = problem;
    this.#observers = new Pending(problem, problem.isObserver);
    this.#mutators = new Pending(problem, problem.isMutator);
    this.#lookahead = options.looksAhead ? new Lookahead(problem, this.#mutators) : undefined;
    this.#pendingWords = (problem.slots + 31) >> 5;
    this.#configurations = new Configurations(this.#pendingWords, openWords);
    this.#bits = new Int32Array(this.#pendingWords + openWords);
    this.doomed = this.#lookahead?.findHopeless() ?? -1;
    if (this.doomed < 0) this.#enter(-1, -1, problem.transitions.initial, 0);
  }

  /** An estimate of the memory held. */
  get bytes(): number {
    return (
      this.#configurations.bytes +
      this.#observers.bytes +
      this.#mutators.bytes +
      this.problem.transitions.bytes
    );
  }

  /** Goes on for at most `steps` steps. Once the answer is `found` or `exhausted` it stays so. */
  run(steps: number): "found" | "exhausted" | "running" {
    const stop = this.steps + steps;
    while (this.#current >= 0) {
      if (this.reached >= this.problem.levels) return "found";
      if (this.steps >= stop) return "running";
      this.steps++;
      this.#advance();
    }
    return "exhausted";
  }

  /** After `found`, the order that explains everything. */
  order(): Operation[] {
    const { words, stride } = this.#configurations;
    const chain: number[] = [];
    for (let number = this.#configurations.count - 1; number >= 0; number = words[number * stride + PARENT]!)
      chain.push(number);
    const order: number[] = [];
    for (const number of chain.reverse()) this.#replay(number, order);
    return order.map((operation) => this.problem.operations[operation]!);
  }

  /** The states of all configurations of a level, in the order in which they were met. */
  statesAt(level: number): unknown[] {
    const { words, stride, count } = this.#configurations;
    const states: unknown[] = [];
    for (let at = 0; at < count * stride; at += stride) {
      if (words[at + LEVEL] === level) states.push(this.problem.transitions.stateOf(words[at + STATE]!));
    }
    return states;
  }

  /** Tries the next operation of the current configuration, or leaves it when there is none. */
  #advance(): void {
    const { words, stride } = this.#configurations;
    const at = this.#current * stride;
    const operation = this.#nextCandidate(words, at);
    if (operation < 0) {
      this.#current = words[at + PARENT]!;
      return;
    }
    const state = this.problem.transitions.step(words[at + STATE]!, operation);
    if (state < 0) return;
    for (let word = 0; word < this.#bits.length; word++) this.#bits[word] = words[at + BITS + word]!;
    this.#set(operation);
    this.#enter(this.#current, operation, state, words[at + LEVEL]!);
  }

  /** Makes the configuration in `#bits` the current one, unless it is hopeless or another covers it. */
  #enter(parent: number, operation: number, state: number, from: number): void {
    this.#seen = 0;
    const level = this.#settle(from, state, undefined);
    if (level > this.reached) this.reached = level;
    if (level < this.problem.levels) {
      if (this.#isLost(level, state, parent) || this.#configurations.covers(level, state, this.#bits)) return;
    }
    const isInVain = operation >= this.problem.levels && this.#seen === 0;
    this.#current = this.#configurations.add(level, state, parent, operation, isInVain, this.#bits);
  }

  /** Rule 4. */
  #isLost(level: number, state: number, parent: number): boolean {
    if (this.#lookahead === undefined) return false;
    const { words, stride } = this.#configurations;
    const before = parent < 0 ? state : words[parent * stride + STATE]!;
    const lost = this.#lookahead.findLost(level, before, state, this.#isDone);
    if (lost > this.doomed) this.doomed = lost;
    return lost >= 0;
  }

  /** The next operation that may take effect in a configuration, or −1: pending mutators first, then open ones. */
  #nextCandidate(words: Int32Array, at: number): number {
    const { levels, openUpTo, overwrites } = this.problem;
    const level = words[at + LEVEL]!;
    if (level >= levels) return -1;
    const isInVain = words[at + IN_VAIN] === 1;
    const { items, starts } = this.#mutators;
    const pending = starts[level + 1]! - starts[level]!;
    const total = pending + openUpTo[level]!;
    let cursor = words[at + CURSOR]!;
    let candidate = -1;
    while (candidate < 0 && cursor < total) {
      const operation = cursor < pending ? items[starts[level]! + cursor]! : levels + cursor - pending;
      cursor++;
      if (isInVain && overwrites[operation] === 1) continue;
      if (!this.#isSetIn(words, at, operation) && !this.#hasWaitingTwin(words, at, operation))
        candidate = operation;
    }
    words[at + CURSOR] = cursor;
    return candidate;
  }

  /** Rule 2. */
  #hasWaitingTwin(words: Int32Array, at: number, operation: number): boolean {
    const { twin, levels, invoked, completed } = this.problem;
    const level = words[at + LEVEL]!;
    for (let other = twin[operation]!; other >= 0; other = twin[other]!) {
      if (operation < levels && other < level) return false;
      if ((other >= levels || invoked[other]! < completed[level]!) && !this.#isSetIn(words, at, other))
        return true;
    }
    return false;
  }

  /**
   * Lets observers take effect (rule 1) and moves past every completion that is satisfied; returns the level.
   * What takes effect is noted in `log`.
   */
  #settle(from: number, state: number, log: number[] | undefined): number {
    const { levels, transitions } = this.problem;
    let level = from;
    while (level < levels) {
      this.#observers.reach(level);
      const { items, starts } = this.#observers;
      for (let index = starts[level]!; index < starts[level + 1]!; index++) {
        const observer = items[index]!;
        if (this.#isSet(observer) || transitions.step(state, observer) < 0) continue;
        this.#set(observer);
        this.#seen++;
        log?.push(observer);
      }
      if (!this.#isSet(level)) break;
      this.#clear(level);
      level++;
    }
    if (level < levels) this.#mutators.reach(level);
    return level;
  }

  /** Notes what took effect between a configuration's parent and it. */
  #replay(number: number, order: number[]): void {
    const { words, stride } = this.#configurations;
    const at = number * stride;
    const parent = words[at + PARENT]!;
    this.#bits.fill(0);
    if (parent >= 0) {
      this.#bits.set(words.subarray(parent * stride + BITS, (parent + 1) * stride));
      this.#set(words[at + OPERATION]!);
      order.push(words[at + OPERATION]!);
    }
    this.#settle(parent < 0 ? 0 : words[parent * stride + LEVEL]!, words[at + STATE]!, order);
  }

  #bitOf(operation: number): number {
    const { levels, slot } = this.problem;
    return operation < levels ? slot[operation]! : 32 * this.#pendingWords + operation - levels;
  }

  #isSet(operation: number): boolean {
    const bit = this.#bitOf(operation);
    return ((this.#bits[bit >> 5]! >> (bit & 31)) & 1) === 1;
  }

  #isSetIn(words: Int32Array, at: number, operation: number): boolean {
    const bit = this.#bitOf(operation);
    return ((words[at + BITS + (bit >> 5)]! >> (bit & 31)) & 1) === 1;
  }

  #set(operation: number): void {
    const bit = this.#bitOf(operation);
    this.#bits[bit >> 5]! |= 1 << (bit & 31);
  }

  #clear(operation: number): void {
    const bit = this.#bitOf(operation);
    this.#bits[bit >> 5]! &= ~(1 << (bit & 31));
  }
}
