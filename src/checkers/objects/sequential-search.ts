import type { Budget } from "../budget.ts";

/** What a search for one order of all operations needs to know of them. Operations are numbers. */
export interface Machine {
  /** The operations of each process, in order. */
  readonly byProcess: readonly (readonly number[])[];
  /** By operation its key, keys numbered from 0. */
  readonly key: ArrayLike<number>;
  readonly keys: number;
  /** The state of every key at first. */
  initialOf(key: number): number;
  /** The state after the operation took effect, or −1 when it cannot take effect in this one. */
  step(state: number, operation: number): number;
  /** True when it leaves every state in which it can take effect as it was. */
  isObserver(operation: number): boolean;
  /** True when it need not take effect. Then it is the last of its process. */
  isOptional(operation: number): boolean;
  /** Of two that may come next the lower is tried first. */
  rankOf(operation: number): number;
  /** Must the operation wait for others, as far as is known? `isDone` tells which have taken effect. */
  mustWait?(operation: number, isDone: (operation: number) => boolean): boolean;
  /**
   * The state that the operation needs and that is held only once: when it is left before the operation took effect, it never
   * can. Undefined when it needs none, or when states come back.
   */
  needs?(operation: number): number | undefined;
}

/** A place in the search: what may come next, and how much had taken effect. */
interface Place {
  readonly candidates: readonly number[];
  tried: number;
  readonly length: number;
}

/**
 * Searches for one order of all operations that keeps every process's order and is possible. It goes through vectors of
 * positions, one a process, with the state of every key (Wing & Gong 1993 without real time; as dbcop does), and remembers those
 * that led nowhere. Whatever only observes takes effect as soon as it can: that changes no state and lets more follow.
 *
 * Operations that returned first are tried first: a store that is nearly linearizable gives its order away.
 */
export class SequentialSearch {
  readonly #machine: Machine;
  readonly #positions: Int32Array;
  readonly #states: Int32Array;
  readonly #needed = new Map<number, number>();
  readonly #done: Uint8Array;
  readonly #processOf: Int32Array;
  /** Operations in the order so far, with the state of their key before. */
  readonly #order: number[] = [];
  readonly #before: number[] = [];
  readonly #met = new Set<string>();
  readonly #total: number;
  /** How many of `#total` have taken effect. */
  #settled = 0;

  constructor(machine: Machine) {
    const all = machine.byProcess.flat();
    this.#machine = machine;
    this.#positions = new Int32Array(machine.byProcess.length);
    this.#states = Int32Array.from({ length: machine.keys }, (_, key) => machine.initialOf(key));
    this.#done = new Uint8Array(machine.key.length);
    this.#processOf = new Int32Array(machine.key.length);
    machine.byProcess.forEach((own, process) => {
      for (const operation of own) this.#processOf[operation] = process;
    });
    this.#total = all.filter((operation) => !machine.isOptional(operation)).length;
    for (const operation of all) this.#countNeed(operation, 1);
  }

  /** `running`: a budget has run out. */
  run(budget: Budget): "found" | "exhausted" | "running" {
    const stack: Place[] = [this.#open()];
    for (let place = stack.at(-1); place !== undefined; place = stack.at(-1)) {
      if (this.#settled === this.#total) return "found";
      if (!budget.spend(this.#positions.length)) return "running";
      this.#takeBack(place.length);
      const operation = place.candidates[place.tried++];
      if (operation === undefined) {
        stack.pop();
        continue;
      }
      this.#take(operation);
      const name = this.#settle();
      if (this.#met.has(name)) continue;
      this.#met.add(name);
      if (!budget.hold(2 * name.length + 64)) return "running";
      stack.push(this.#open(false));
    }
    return "exhausted";
  }

  #open(settles = true): Place {
    if (settles) this.#settle();
    const candidates = this.#nextOfEach().filter((operation) => this.#canTake(operation));
    candidates.sort((a, b) => this.#machine.rankOf(a) - this.#machine.rankOf(b));
    return { candidates, tried: 0, length: this.#order.length };
  }

  #nextOfEach(): number[] {
    return this.#machine.byProcess.flatMap((own, process) => own[this.#positions[process]!] ?? []);
  }

  /** Lets everything take effect that only observes; answers the name of where that has led. */
  #settle(): string {
    for (let isMoving = true; isMoving;) {
      isMoving = false;
      for (const operation of this.#nextOfEach()) {
        if (!this.#machine.isObserver(operation) || !this.#canTake(operation)) continue;
        this.#take(operation);
        isMoving = true;
      }
    }
    return `${this.#positions.join()};${this.#states.join()}`;
  }

  #canTake(operation: number): boolean {
    const state = this.#states[this.#machine.key[operation]!]!;
    if (this.#machine.step(state, operation) < 0) return false;
    if (this.#machine.mustWait?.(operation, (other) => this.#done[other] === 1) === true) return false;
    const waiting = this.#needed.get(state) ?? 0;
    return (
      waiting === 0 || this.#machine.isObserver(operation) || this.#isOnlyNeededBy(operation, state, waiting)
    );
  }

  #isOnlyNeededBy(operation: number, state: number, waiting: number): boolean {
    return waiting === 1 && this.#machine.needs?.(operation) === state;
  }

  #take(operation: number): void {
    const key = this.#machine.key[operation]!;
    this.#order.push(operation);
    this.#before.push(this.#states[key]!);
    this.#states[key] = this.#machine.step(this.#states[key]!, operation);
    this.#mark(operation, 1);
  }

  #takeBack(length: number): void {
    while (this.#order.length > length) {
      const operation = this.#order.pop()!;
      this.#states[this.#machine.key[operation]!] = this.#before.pop()!;
      this.#mark(operation, -1);
    }
  }

  #mark(operation: number, by: 1 | -1): void {
    this.#positions[this.#processOf[operation]!]! += by;
    this.#done[operation] = by === 1 ? 1 : 0;
    this.#countNeed(operation, by === 1 ? -1 : 1);
    if (!this.#machine.isOptional(operation)) this.#settled += by;
  }

  #countNeed(operation: number, by: 1 | -1): void {
    const state = this.#machine.needs?.(operation);
    if (state !== undefined) this.#needed.set(state, (this.#needed.get(state) ?? 0) + by);
  }
}
