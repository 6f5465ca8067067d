import { toOperations, type MicroOperation, type Operation, type Value } from "../../../src/history/index.ts";
import { valuesOf } from "../../../src/base/index.ts";
import type { Run } from "../../../src/scenario/index.ts";
import { createRun } from "../../../src/scenario/index.ts";
import { open } from "../../scenario/open.ts";

/** A transaction of a script: when it is sent, by whom, and what it does. */
export type Scripted = readonly [atMs: number, client: string, ...steps: (readonly (string | number)[])[]];

interface Setup {
  readonly options?: object;
  readonly workload?: object;
  readonly more?: object;
}

/** One database, each message under way for 1 ms, each micro-operation 10 ms, each sync 1 ms. */
export function runOf({ options = {}, workload = {}, more = {} }: Setup, seed = "1"): Run {
  const document = {
    lightcone: 1,
    title: "T",
    cluster: {
      nodes: 2,
      program: "transactional",
      options: { step: "10ms", ...options },
      disk: { sync: "1ms" },
    },
    network: { latency: "1ms" },
    workload: { kind: "transactions", style: "rw-register", clients: 3, ...workload },
    run: { until: "2s" },
    checks: ["transactional/*"],
    ...more,
  };
  const run = createRun(open(JSON.stringify(document)), { seed });
  run.advance();
  return run;
}

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

/** What each of these transactions read or how it ended. */
export function outcomesOf(
  options: object,
  transactions: readonly Scripted[],
  workload: object = {},
): readonly (readonly Value[] | string)[] {
  return operationsOf(runOf({ options, workload: { script: scriptOf(transactions), ...workload } })).map(
    readsOf,
  );
}
