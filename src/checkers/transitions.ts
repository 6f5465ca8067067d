import { valueText, type Operation } from "../history/index.ts";
import type { AnyModel } from "./model.ts";

const NOT_POSSIBLE = -1;
const MIN_CAPACITY = 1024;
/** What a state is taken to cost beside its key: the entry in the map, the state itself. */
const STATE_BYTES = 160;

/**
 * A model's steps over small integers. States are numbered as they are met, operations by what they do, and
 * every step is asked of the model once; so the search compares states by number and its cache keys are short.
 */
export class Transitions {
  readonly model: AnyModel;
  /** The action of each operation; operations of one action step alike from every state. */
  readonly actions: Int32Array;
  /** An estimate, for the memory budget. */
  bytes = 0;

  readonly #operations: readonly Operation[];
  readonly #states: unknown[] = [];
  readonly #numbers = new Map<string, number>();
  /** Open addressing: three words an entry, state + 1 (0 is free), action, next state. */
  #table = new Int32Array(3 * MIN_CAPACITY);
  #capacity = MIN_CAPACITY;
  #size = 0;

  constructor(model: AnyModel, operations: readonly Operation[]) {
    this.model = model;
    this.#operations = operations;
    this.actions = numberActions(operations, model.action ?? describeAction);
    this.#number(model.init);
  }

  /** The number of the initial state. */
  readonly initial = 0;

  get stateCount(): number {
    return this.#states.length;
  }

  stateOf(number: number): unknown {
    return this.#states[number];
  }

  /** The state after the operation of that index, or −1 when it cannot take effect. */
  step(state: number, operation: number): number {
    const action = this.actions[operation]!;
    const table = this.#table;
    const mask = this.#capacity - 1;
    let slot = hash(state, action) & mask;
    for (;;) {
      const at = 3 * slot;
      const held = table[at]!;
      if (held === 0) return this.#ask(state, action, operation, slot);
      if (held === state + 1 && table[at + 1] === action) return table[at + 2]!;
      slot = (slot + 1) & mask;
    }
  }

  #ask(state: number, action: number, operation: number, slot: number): number {
    const next = this.model.step(this.#states[state], this.#operations[operation]!);
    const number = next === undefined ? NOT_POSSIBLE : this.#number(next);
    this.#table[3 * slot] = state + 1;
    this.#table[3 * slot + 1] = action;
    this.#table[3 * slot + 2] = number;
    if (++this.#size * 2 > this.#capacity) this.#grow();
    return number;
  }

  #number(state: unknown): number {
    const key = this.model.key(state);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#states.length;
    this.#states.push(state);
    this.#numbers.set(key, number);
    this.bytes += STATE_BYTES + 2 * key.length;
    return number;
  }

  #grow(): void {
    const old = this.#table;
    this.#capacity *= 4;
    const table = new Int32Array(3 * this.#capacity);
    const mask = this.#capacity - 1;
    for (let at = 0; at < old.length; at += 3) {
      if (old[at] === 0) continue;
      let slot = hash(old[at]! - 1, old[at + 1]!) & mask;
      while (table[3 * slot] !== 0) slot = (slot + 1) & mask;
      table.set(old.subarray(at, at + 3), 3 * slot);
    }
    this.#table = table;
    this.bytes += table.byteLength - old.byteLength;
  }
}

function hash(state: number, action: number): number {
  const mixed = Math.imul(state, 0x9e3779b1) ^ Math.imul(action, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

function numberActions(
  operations: readonly Operation[],
  action: (operation: Operation) => string,
): Int32Array {
  const numbers = new Map<string, number>();
  const actions = new Int32Array(operations.length);
  operations.forEach((operation, index) => {
    const text = action(operation);
    let number = numbers.get(text);
    if (number === undefined) numbers.set(text, (number = numbers.size));
    actions[index] = number;
  });
  return actions;
}

function describeAction({ type, f, input, output }: Operation): string {
  return `${type} ${f} ${valueText(input)} ${valueText(output)}`;
}
