import type { Value } from "../../../src/history/index.ts";
import { createRun, type Run } from "../../../src/scenario/index.ts";
import { open } from "../../scenario/open.ts";
import { operationsOf, readsOf, scriptOf, type Scripted } from "../transaction-scripts.ts";

export interface Setup {
  readonly options?: object;
  readonly clocks?: object;
  readonly workload?: object;
  readonly faults?: readonly object[];
  readonly more?: object;
}

/** Three shards, x at n1, y at n2, z at n3; each message under way for 1 ms, each sync 1 ms. */
export function runOf(setup: Setup, seed = "1"): Run {
  const { options = {}, clocks = {}, workload = {}, faults = [], more = {} } = setup;
  const document = {
    lightcone: 1,
    title: "T",
    cluster: { nodes: 3, program: "spanner", options, clocks, disk: { sync: "1ms" } },
    network: { latency: "1ms" },
    workload: { kind: "transactions", clients: 3, ...workload },
    faults,
    run: { until: "3s" },
    checks: ["spanner/*"],
    ...more,
  };
  const run = createRun(open(JSON.stringify(document)), { seed });
  run.advance();
  return run;
}

/** What each transaction of a script read, or how it ended. c1 asks n1 first, c2 n2, c3 n3. */
export function outcomesOf(
  transactions: readonly Scripted[],
  setup: Setup = {},
): readonly (readonly Value[] | string)[] {
  const overrides = { c1: { target: "n1" }, c2: { target: "n2" }, c3: { target: "n3" } };
  const workload = { overrides, script: scriptOf(transactions), ...setup.workload };
  return operationsOf(runOf({ ...setup, workload })).map(readsOf);
}
