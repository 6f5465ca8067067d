import type { Value } from "../../../src/history/index.ts";
import { createRun, type Run } from "../../../src/scenario/index.ts";
import { open } from "../../scenario/open.ts";
import { operationsOf, readsOf, scriptOf, type Scripted } from "../transaction-scripts.ts";

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
