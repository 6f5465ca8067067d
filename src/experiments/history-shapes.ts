/** One operation of a small history: a write of a value, or a read that returned it (null: nothing was written). */
export interface Step {
  readonly process: number;
  readonly f: "read" | "write";
  readonly key: string;
  readonly value: number | null;
}

/** The operations in order of time. */
export type Shape = readonly Step[];

const KEYS = ["x", "y"];
const MOST_PROCESSES = 3;

/**
 * All histories of `size` operations by at most three processes on at most two keys, up to renaming: the n-th write
 * writes n, processes and keys are numbered as they appear. A read returns nothing, or what some operation writes to its
 * key. With `byClock` all orders in time of the processes' operations; without it only those in which one process
 * follows the other, since models that do not look at the clock cannot tell the rest apart.
 *
 * Left out, since they tell no two models apart: histories without a read, and values that nobody writes.
 */
export function* shapesOf(size: number, byClock: boolean): Generator<Shape> {
  for (const skeleton of skeletonsOf(size, byClock)) yield* withReadValues(skeleton);
}

interface Slot {
  readonly process: number;
  readonly f: "read" | "write";
  readonly key: string;
}

/** Who does what to which key, reads without their values. */
function* skeletonsOf(
  size: number,
  byClock: boolean,
  before: readonly Slot[] = [],
): Generator<readonly Slot[]> {
  if (before.length === size) {
    if (before.some(({ f }) => f === "read")) yield before;
    return;
  }
  const last = before.at(-1)?.process ?? 0;
  const used = before.reduce((most, { process }) => Math.max(most, process), -1);
  const keys = before.some(({ key }) => key === KEYS[1]) ? 2 : before.length === 0 ? 0 : 1;
  for (let process = byClock ? 0 : last; process <= Math.min(used + 1, MOST_PROCESSES - 1); process++) {
    for (const key of KEYS.slice(0, keys + 1)) {
      yield* skeletonsOf(size, byClock, [...before, { process, f: "write", key }]);
      yield* skeletonsOf(size, byClock, [...before, { process, f: "read", key }]);
    }
  }
}

function* withReadValues(slots: readonly Slot[]): Generator<Shape> {
  const values = slots.map(({ f }, index) => (f === "write" ? writesBefore(slots, index) + 1 : null));
  const choices = slots.map(({ f, key }, index) =>
    f === "write" ? [values[index]!] : [null, ...writtenTo(slots, values, key)],
  );
  yield* fill(slots, choices, []);
}

function writesBefore(slots: readonly Slot[], index: number): number {
  return slots.slice(0, index).filter(({ f }) => f === "write").length;
}

function writtenTo(slots: readonly Slot[], values: readonly (number | null)[], key: string): number[] {
  return slots.flatMap((slot, index) => (slot.f === "write" && slot.key === key ? [values[index]!] : []));
}

function* fill(
  slots: readonly Slot[],
  choices: readonly (readonly (number | null)[])[],
  before: readonly Step[],
): Generator<Shape> {
  const index = before.length;
  if (index === slots.length) {
    yield before;
    return;
  }
  for (const value of choices[index]!) yield* fill(slots, choices, [...before, { ...slots[index]!, value }]);
}

/**
 * The same operations in an order of time in which each process keeps its own and nobody reads what is not written yet; as they
 * stand, where that is such an order. Undefined when there is none: no store can see into the future.
 */
export function inTime(shape: Shape): Shape | undefined {
  const waiting = shape.slice();
  const timed: Step[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex((step, index) => isReady(step, waiting.slice(0, index), timed));
    if (next < 0) return undefined;
    timed.push(...waiting.splice(next, 1));
  }
  return timed;
}

/** Whatever its process does before is done, and so is the write of what it reads. */
function isReady({ process, f, key, value }: Step, earlier: Shape, done: Shape): boolean {
  if (earlier.some((other) => other.process === process)) return false;
  if (f === "write" || value === null) return true;
  return done.some((other) => other.f === "write" && other.key === key && other.value === value);
}
