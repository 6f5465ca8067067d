import { valueAt, valuesOf } from "../base/index.ts";
import { checkLinearizable, models, type LinearizableResult } from "../checkers/index.ts";
import type { Cluster } from "../cluster/index.ts";
import type { Operation } from "../history/index.ts";
import { historyChecks, type CheckResult } from "./checks.ts";

/** What a check may look at. */
interface CheckedRun {
  readonly cluster: Cluster;
  readonly operations: readonly Operation[];
  /** True when wall time is up. */
  readonly shouldStop?: () => boolean;
}

type Found = Omit<CheckResult, "name">;

const runners: Readonly<Record<keyof typeof historyChecks, (run: CheckedRun) => Found>> = { linearizable };

/** The verdict of one check over a run, or over as much of it as there is. */
export function runCheck(name: string, run: CheckedRun): CheckResult {
  const check = isOverHistory(name) ? runners[name] : undefined;
  return { name, ...(check?.(run) ?? findViolation(name, run.cluster)) };
}

function isOverHistory(name: string): name is keyof typeof historyChecks {
  return Object.hasOwn(historyChecks, name);
}

function findViolation(name: string, cluster: Cluster): Found {
  const violation = cluster.violations.find((one) => one.invariant === name);
  if (violation === undefined) return { verdict: "valid", why: "it held after every event" };
  return { verdict: "invalid", why: violation.message, event: violation.event };
}

function linearizable({ cluster, operations, shouldStop }: CheckedRun): Found {
  const result = checkLinearizable(operations, models["key-value"]!, {
    callerOf: ({ invokeEntry, process }) => callerText(cluster, invokeEntry, process),
    ...(shouldStop === undefined ? {} : { shouldStop }),
  });
  if (result.witness === undefined) return { verdict: result.verdict, why: whyLinearizable(result) };
  const { culprit, concurrent, order, because } = result.witness;
  const involved = [culprit, ...concurrent, ...order.map((placed) => placed.operation)];
  const event = valueAt(cluster.history, culprit.completeEntry)?.event;
  const entries = involved.flatMap(({ invokeEntry, completeEntry }) => [invokeEntry, completeEntry]);
  return {
    verdict: "invalid",
    why: because,
    ...(event === undefined ? {} : { event }),
    witness: Array.from(new Set(entries.filter((index) => index >= 0))).sort((a, b) => a - b),
  };
}

/** `c1`; its process too where it has several. */
function callerText(cluster: Cluster, invokeEntry: number, process: number): string {
  const { node } = valueAt(cluster.history, invokeEntry)!;
  const hasOthers = valuesOf(cluster.history).some(
    (entry) => entry.node === node && entry.process !== process,
  );
  return `${cluster.nameOf(node)}${hasOthers ? `, process ${process},` : ""}`;
}

function whyLinearizable({ verdict, operations, partitions, budget }: LinearizableResult): string {
  const size = `${operations} operations on ${partitions} ${partitions === 1 ? "key" : "keys"}`;
  if (verdict === "valid") return `${size} can be ordered`;
  return budget?.kind === "stopped"
    ? `${size}: no time left`
    : `${size}: more than ${budget?.limit} ${budget?.kind === "memory" ? "bytes" : "steps"} needed`;
}
