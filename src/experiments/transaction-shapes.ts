/** One step of a transaction: a read of a value (null: nothing was written), or a write. */
export type MicroOperation = readonly [f: "r" | "w", key: string, value: number | null];

/** Transactions in order of time, each with the process that made it. */
export type TransactionShape = readonly {
  readonly process: number;
  readonly steps: readonly MicroOperation[];
}[];

const KEYS = ["x", "y"];
const MOST_TRANSACTIONS = 4;

type Step = readonly [f: "r" | "w", key: string];

/** What a transaction does, in this order: each at most once. */
const STEPS: readonly Step[] = (["r", "w"] as const).flatMap((f) => KEYS.map((key): Step => [f, key]));

type Skeleton = readonly { readonly process: number; readonly steps: readonly Step[] }[];

/**
 * All histories of at most four transactions with `size` reads and writes together, on at most two keys, those of fewer
 * transactions first: a transaction reads
 * each key at most once, then writes each at most once. The n-th write writes n. A transaction goes on the process before it or
 * on a new one. A read returns nothing, or what another transaction writes.
 */
export function* transactionShapesOf(size: number): Generator<TransactionShape> {
  for (let transactions = 1; transactions <= Math.min(size, MOST_TRANSACTIONS); transactions++)
    for (const skeleton of skeletonsOf(size, transactions, [])) yield* withReadValues(skeleton);
}

/** Goes on with so many transactions, of so many steps together. */
function* skeletonsOf(left: number, transactions: number, before: Skeleton): Generator<Skeleton> {
  if (transactions === 0) {
    if (left === 0 && before.some(({ steps }) => steps.some(([f]) => f === "r"))) yield before;
    return;
  }
  for (const steps of transactionsOf(left - transactions + 1)) {
    if (before.length === 0 && steps[0]![1] !== KEYS[0]) continue;
    const last = before.at(-1)?.process ?? -1;
    const processes = last < 0 ? [0] : [last + 1, last];
    for (const process of processes)
      yield* skeletonsOf(left - steps.length, transactions - 1, [...before, { process, steps }]);
  }
}

/** All transactions of up to so many steps. */
function* transactionsOf(most: number): Generator<Skeleton[number]["steps"]> {
  for (let chosen = 1; chosen < 1 << STEPS.length; chosen++) {
    const steps = STEPS.filter((_, index) => (chosen & (1 << index)) !== 0);
    if (steps.length <= most) yield steps;
  }
}

function* withReadValues(skeleton: Skeleton): Generator<TransactionShape> {
  let written = 0;
  const numbered = skeleton.map(({ process, steps }) => ({
    process,
    steps: steps.map(([f, key]): MicroOperation => [f, key, f === "w" ? ++written : null]),
  }));
  yield* fill(numbered, 0, 0);
}

/** Gives the reads from a place on every value that they could return. */
function* fill(shape: TransactionShape, at: number, step: number): Generator<TransactionShape> {
  const transaction = shape[at];
  if (transaction === undefined) {
    yield shape;
    return;
  }
  const micro = transaction.steps[step];
  if (micro === undefined) {
    yield* fill(shape, at + 1, 0);
    return;
  }
  yield* fill(shape, at, step + 1);
  const [f, key] = micro;
  if (f === "w") return;
  for (const value of writtenElsewhere(shape, at, key)) {
    const steps = transaction.steps.with(step, ["r", key, value]);
    yield* fill(shape.with(at, { ...transaction, steps }), at, step + 1);
  }
}

function writtenElsewhere(shape: TransactionShape, at: number, key: string): number[] {
  return shape.flatMap(({ steps }, index) =>
    index === at ? [] : steps.flatMap(([f, other, value]) => (f === "w" && other === key ? [value!] : [])),
  );
}
