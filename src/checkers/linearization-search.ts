import type { Operation } from "../history/index.ts";
import { NeededValues } from "./needed-values.ts";
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
 * 4. No way back. A configuration is dropped when the next observer to complete cannot see what it saw, whatever is
 *    done without overwriting, and nothing that overwrites is left before it; and when it has overwritten a value
 *    that somebody still needs and nobody is left to write (see NeededValues).
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
  readonly #looksAhead: boolean;
  readonly #needed: NeededValues | undefined;
  readonly #observers: Pending;
  readonly #mutators: Pending;
  /** The first observer at or after each level. */
  readonly #nextObserver: Int32Array;
  /** Of the completed operations invoked before completion L, how many overwrite. */
  readonly #overwritesUpTo: Int32Array;
  readonly #hasOpenOverwrites: boolean;

  /** Words of the bit sets: pending operations, then open ones. */
  readonly #slotWords: number;
  readonly #words: number;
  /** The bit set of the configuration that is being made. */
  readonly #bits: Int32Array;
  /** How many observers have taken effect in it since its operation. */
  #seen = 0;
  /** Configurations: next in bucket, level, state, parent, operation, cursor, in vain, then the bit set. */
  #nodes: Int32Array;
  #count = 0;
  #heads = new Int32Array(1024).fill(-1);
  readonly #stride: number;
  #current = -1;

  constructor(problem: Problem, options: { looksAhead: boolean } = { looksAhead: true }) {
    this.problem = problem;
    const { model } = problem.transitions;
    this.#looksAhead = options.looksAhead && model.canLeadTo !== undefined;
    this.#needed = options.looksAhead && model.holding !== undefined ? new NeededValues(problem) : undefined;
    this.#observers = new Pending(problem, problem.isObserver);
    this.#mutators = new Pending(problem, problem.isMutator);
    this.#nextObserver = findNextObservers(problem);
    this.#overwritesUpTo = countOverwrites(problem);
    this.#hasOpenOverwrites = problem.overwrites.subarray(problem.levels).includes(1);
    this.#slotWords = (problem.slots + 31) >> 5;
    this.#words = this.#slotWords + ((problem.operations.length - problem.levels + 31) >> 5);
    this.#bits = new Int32Array(this.#words);
    this.#stride = HEADER + this.#words;
    this.#nodes = new Int32Array(64 * this.#stride);
    this.doomed = this.#needed?.findHopeless() ?? -1;
    if (this.doomed < 0) this.#enter(-1, -1, problem.transitions.initial, 0);
  }

  /** An estimate of the memory held. */
  get bytes(): number {
    return (
      this.#nodes.byteLength +
      this.#heads.byteLength +
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

  /** After `found`, the order; before, the one that leads to the configuration `index` (see {@link configurationsAt}). */
  orderOf(index = this.#count - 1): Operation[] {
    const chain: number[] = [];
    for (let node = index; node >= 0; node = this.#nodes[node * this.#stride + PARENT]!) chain.push(node);
    const order: number[] = [];
    for (const node of chain.reverse()) this.#replay(node, order);
    return order.map((operation) => this.problem.operations[operation]!);
  }

  /** The configurations of a level, in the order in which they were met. */
  configurationsAt(level: number): { index: number; state: unknown }[] {
    const found: { index: number; state: unknown }[] = [];
    for (let index = 0; index < this.#count; index++) {
      const at = index * this.#stride;
      if (this.#nodes[at + LEVEL] !== level) continue;
      found.push({ index, state: this.problem.transitions.stateOf(this.#nodes[at + STATE]!) });
    }
    return found;
  }

  /** Tries the next operation of the current configuration, or leaves it when there is none. */
  #advance(): void {
    const at = this.#current * this.#stride;
    const operation = this.#nextCandidate(at);
    if (operation < 0) {
      this.#current = this.#nodes[at + PARENT]!;
      return;
    }
    const state = this.problem.transitions.step(this.#nodes[at + STATE]!, operation);
    if (state < 0) return;
    for (let word = 0; word < this.#words; word++) this.#bits[word] = this.#nodes[at + HEADER + word]!;
    this.#set(operation);
    this.#enter(this.#current, operation, state, this.#nodes[at + LEVEL]!);
  }

  /** Makes the configuration in `#bits` the current one, unless it is hopeless or known. */
  #enter(parent: number, operation: number, state: number, from: number): void {
    this.#seen = 0;
    const level = this.#settle(from, state, undefined);
    if (level > this.reached) this.reached = level;
    const isLast = level >= this.problem.levels;
    if (!isLast && (this.#isHopeless(level, state, parent) || this.#isKnown(level, state))) return;
    const node = this.#count++;
    if ((node + 1) * this.#stride > this.#nodes.length) this.#growNodes();
    const at = node * this.#stride;
    this.#nodes[at + LEVEL] = level;
    this.#nodes[at + STATE] = state;
    this.#nodes[at + PARENT] = parent;
    this.#nodes[at + OPERATION] = operation;
    this.#nodes[at + CURSOR] = 0;
    this.#nodes[at + IN_VAIN] = operation >= this.problem.levels && this.#seen === 0 ? 1 : 0;
    this.#nodes.set(this.#bits, at + HEADER);
    this.#link(node, this.#bucket(level, state, this.#bits, 0));
    this.#current = node;
  }

  /** The next operation that may take effect in a configuration, or −1: pending mutators first, then open ones. */
  #nextCandidate(at: number): number {
    const { levels, openUpTo, overwrites } = this.problem;
    const level = this.#nodes[at + LEVEL]!;
    if (level >= levels) return -1;
    const isInVain = this.#nodes[at + IN_VAIN] === 1;
    const { items, starts } = this.#mutators;
    const pending = starts[level + 1]! - starts[level]!;
    const total = pending + openUpTo[level]!;
    let cursor = this.#nodes[at + CURSOR]!;
    let candidate = -1;
    while (candidate < 0 && cursor < total) {
      const operation = cursor < pending ? items[starts[level]! + cursor]! : levels + cursor - pending;
      cursor++;
      if (isInVain && overwrites[operation] === 1) continue;
      if (!this.#isSetIn(at, operation) && !this.#hasWaitingTwin(at, level, operation)) candidate = operation;
    }
    this.#nodes[at + CURSOR] = cursor;
    return candidate;
  }

  /** Rule 2. */
  #hasWaitingTwin(at: number, level: number, operation: number): boolean {
    const { twin, levels, invoked, completed } = this.problem;
    for (let other = twin[operation]!; other >= 0; other = twin[other]!) {
      if (operation < levels && other < level) return false;
      if ((other >= levels || invoked[other]! < completed[level]!) && !this.#isSetIn(at, other)) return true;
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

  /** Rule 4. */
  #isHopeless(level: number, state: number, parent: number): boolean {
    const before = parent < 0 ? state : this.#nodes[parent * this.#stride + STATE]!;
    const deprived =
      this.#needed === undefined || before === state
        ? -1
        : this.#needed.findDeprived(before, level, this.#isDoneBy(level));
    const lost = deprived >= 0 ? deprived : this.#looksAhead ? this.#findBlinded(level, state) : -1;
    if (lost > this.doomed) this.doomed = lost;
    return lost >= 0;
  }

  /** Tells of an operation whether it has taken effect in the configuration in `#bits`. */
  #isDoneBy(level: number): (operation: number) => boolean {
    const { levels, invoked, completed } = this.problem;
    return (operation) => {
      if (operation >= levels) return this.#isSet(operation);
      return operation < level || (invoked[operation]! < completed[level]! && this.#isSet(operation));
    };
  }

  /** The next observer to complete, when it can no longer see what it saw; else −1. */
  #findBlinded(level: number, state: number): number {
    const { levels, invoked, completed, transitions, operations } = this.problem;
    let observer = this.#nextObserver[level]!;
    while (observer < levels && invoked[observer]! < completed[level]! && this.#isSet(observer)) {
      observer = this.#nextObserver[observer + 1]!;
    }
    if (observer >= levels || transitions.model.canLeadTo!(transitions.stateOf(state), operations[observer]!))
      return -1;
    return this.#canOverwriteBefore(observer, level) ? -1 : observer;
  }

  #canOverwriteBefore(observer: number, level: number): boolean {
    const { overwrites, openUpTo, levels } = this.problem;
    if (this.#overwritesUpTo[observer]! > this.#overwritesUpTo[level]!) return true;
    const { items, starts } = this.#mutators;
    for (let index = starts[level]!; index < starts[level + 1]!; index++) {
      if (overwrites[items[index]!] === 1 && !this.#isSet(items[index]!)) return true;
    }
    if (!this.#hasOpenOverwrites) return false;
    for (let operation = levels; operation < levels + openUpTo[observer]!; operation++) {
      if (overwrites[operation] === 1 && !this.#isSet(operation)) return true;
    }
    return false;
  }

  /** Rule 3: is there a configuration like the one in `#bits` with no more open operations used? */
  #isKnown(level: number, state: number): boolean {
    const nodes = this.#nodes;
    for (
      let node = this.#heads[this.#bucket(level, state, this.#bits, 0)]!;
      node >= 0;
      node = nodes[node * this.#stride]!
    ) {
      const at = node * this.#stride;
      if (nodes[at + LEVEL] === level && nodes[at + STATE] === state && this.#covers(at + HEADER))
        return true;
    }
    return false;
  }

  #covers(at: number): boolean {
    for (let word = 0; word < this.#slotWords; word++) {
      if (this.#nodes[at + word] !== this.#bits[word]) return false;
    }
    for (let word = this.#slotWords; word < this.#words; word++) {
      if ((this.#nodes[at + word]! & ~this.#bits[word]!) !== 0) return false;
    }
    return true;
  }

  #bucket(level: number, state: number, words: Int32Array, at: number): number {
    let mixed = Math.imul(level, 0x9e3779b1) ^ Math.imul(state, 0x85ebca6b);
    for (let word = 0; word < this.#slotWords; word++) {
      mixed = Math.imul(mixed ^ words[at + word]!, 0xc2b2ae35);
      mixed ^= mixed >>> 15;
    }
    return (mixed ^ (mixed >>> 13)) & (this.#heads.length - 1);
  }

  #link(node: number, bucket: number): void {
    this.#nodes[node * this.#stride] = this.#heads[bucket]!;
    this.#heads[bucket] = node;
    if (this.#count > this.#heads.length) this.#growHeads();
  }

  #growNodes(): void {
    const nodes = new Int32Array(2 * this.#nodes.length);
    nodes.set(this.#nodes);
    this.#nodes = nodes;
  }

  #growHeads(): void {
    this.#heads = new Int32Array(4 * this.#heads.length).fill(-1);
    for (let node = 0; node < this.#count; node++) {
      const at = node * this.#stride;
      this.#link(
        node,
        this.#bucket(this.#nodes[at + LEVEL]!, this.#nodes[at + STATE]!, this.#nodes, at + HEADER),
      );
    }
  }

  /** Notes what took effect between a configuration's parent and it. */
  #replay(node: number, order: number[]): void {
    const at = node * this.#stride;
    const parent = this.#nodes[at + PARENT]!;
    const operation = this.#nodes[at + OPERATION]!;
    this.#bits.fill(0);
    if (parent >= 0) {
      this.#bits.set(this.#nodes.subarray(parent * this.#stride + HEADER, (parent + 1) * this.#stride));
      this.#set(operation);
      order.push(operation);
    }
    this.#settle(
      parent < 0 ? 0 : this.#nodes[parent * this.#stride + LEVEL]!,
      this.#nodes[at + STATE]!,
      order,
    );
  }

  #bitOf(operation: number): number {
    const { levels, slot } = this.problem;
    return operation < levels ? slot[operation]! : 32 * this.#slotWords + operation - levels;
  }

  #isSet(operation: number): boolean {
    const bit = this.#bitOf(operation);
    return ((this.#bits[bit >> 5]! >> (bit & 31)) & 1) === 1;
  }

  #isSetIn(at: number, operation: number): boolean {
    const bit = this.#bitOf(operation);
    return ((this.#nodes[at + HEADER + (bit >> 5)]! >> (bit & 31)) & 1) === 1;
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

const LEVEL = 1;
const STATE = 2;
const PARENT = 3;
const OPERATION = 4;
const CURSOR = 5;
/** 1 when the operation is an open one and nobody has seen what it did. */
const IN_VAIN = 6;
const HEADER = 7;

/** For each level the first observer at or after it; `levels` when there is none. One longer than the levels. */
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
