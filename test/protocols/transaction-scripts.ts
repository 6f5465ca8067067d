import { valuesOf } from "../../src/base/index.ts";
import { toOperations, type MicroOperation, type Operation, type Value } from "../../src/history/index.ts";
import type { Run } from "../../src/scenario/index.ts";

/** A transaction of a script: when it is sent, by whom, and what it does. */
export type Scripted = readonly [atMs: number, client: string, ...steps: (readonly (string | number)[])[]];

export function scriptOf(transactions: readonly Scripted[]): object[] {
  return transactions.map(([at, client, ...txn]) => ({ at: `${at}ms`, client, txn }));
}

export function operationsOf(run: Run): readonly Operation[] {
  return toOperations(valuesOf(run.cluster.history));
}

/** What a transaction read, in the order of its steps; how it ended when not `ok`. */
export function readsOf({ type, error, output }: Operation): readonly Value[] | string {
  if (type !== "ok") return error ?? type;
  return (output as unknown as readonly MicroOperation[]).flatMap(([f, , value]) =>
    f === "r" ? [value] : [],
  );
}
