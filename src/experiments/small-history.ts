import type { Operation, Value } from "../history/index.ts";
import type { Shape } from "./history-shapes.ts";
import type { TransactionShape } from "./transaction-shapes.ts";

/** A call that was answered, and its place in time: slots of one length with a pause between them. */
interface TimedCall {
  readonly process: number;
  readonly slot: number;
  readonly f: string;
  readonly key?: string;
  readonly input: Value;
  readonly output: Value;
}

const STEP_US = 1_500;
const LENGTH_US = 1_000;

/** Each operation ends before the next begins. */
export function toOperations(shape: Shape): Operation[] {
  return join(
    shape.map(({ process, f, key, value }, slot) => ({
      process,
      slot,
      f,
      key,
      input: f === "write" ? value : null,
      output: value,
    })),
  );
}

/**
 * With `inSequence` each transaction ends before the next begins; undefined when one would then read what is not written yet.
 * Else all processes work at the same time, each one transaction after the other.
 */
export function toTransactions(shape: TransactionShape, inSequence: boolean): Operation[] | undefined {
  if (inSequence && readsTheFuture(shape)) return undefined;
  return join(
    shape.map(({ process, steps }, index) => ({
      process,
      slot: inSequence ? index : shape.slice(0, index).filter((one) => one.process === process).length,
      f: "txn",
      input: steps.map(([f, key, value]) => [f, key, f === "w" ? value : null]),
      output: steps,
    })),
  );
}

function readsTheFuture(shape: TransactionShape): boolean {
  const written = new Set<number>();
  for (const { steps } of shape) {
    for (const [f, , value] of steps) if (f === "r" && value !== null && !written.has(value)) return true;
    for (const [f, , value] of steps) if (f === "w") written.add(value!);
  }
  return false;
}

/** Numbers the entries in order of time: what begins at one moment begins in the order given, and so it ends. */
function join(calls: readonly TimedCall[]): Operation[] {
  const inOrder = calls.toSorted((a, b) => a.slot - b.slot);
  return inOrder.map((call, index): Operation => {
    const before = inOrder.filter(({ slot }) => slot < call.slot).length;
    const together = inOrder.filter(({ slot }) => slot === call.slot).length;
    const invokeEntry = 2 * before + (index - before);
    return {
      index,
      process: call.process,
      f: call.f,
      ...(call.key === undefined ? {} : { key: call.key }),
      type: "ok",
      input: call.input,
      output: call.output,
      invokeEntry,
      completeEntry: invokeEntry + together,
      invokeUs: STEP_US * call.slot,
      completeUs: STEP_US * call.slot + LENGTH_US,
    };
  });
}
