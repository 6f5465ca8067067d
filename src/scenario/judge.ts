import { valuesOf } from "../base/index.ts";
import type { Cluster } from "../cluster/index.ts";
import { toOperations, type EntryType } from "../history/index.ts";
import type { CheckResult } from "./checks.ts";
import type { Claim, ClaimResult } from "./claims/claim.ts";
import { checksAskedFor } from "./claims/checks-asked-for.ts";
import { judgeClaim } from "./claims/judge-claim.ts";
import type { RunView } from "./metrics/metric.ts";
import { findMetric } from "./metrics/registry.ts";
import { runChecks } from "./run-check.ts";
import { worstVerdict, type Scenario, type Verdict } from "./scenario.ts";
import { workloadOf } from "./workload-of.ts";

/** Verdicts, claims and metrics over a run, or over as much of it as there is: final once it is done. */
export interface Judgement {
  readonly done: boolean;
  readonly operations: Readonly<Record<EntryType, number>>;
  readonly checks: readonly CheckResult[];
  readonly claims: readonly ClaimResult[];
  /** In each metric's own unit; null where the run gives none. */
  readonly metrics: readonly (readonly [name: string, value: number | null])[];
  /** The worst of checks and claims; a run that is not done is at best unknown. */
  readonly verdict: Verdict;
}

export interface JudgeOptions {
  /** Asked now and then by costly checks; true ends them with `unknown`. Wall time comes in here. */
  readonly shouldStop?: () => boolean;
}

export function judge(scenario: Scenario, cluster: Cluster, options: JudgeOptions = {}): Judgement {
  const done = isDone(cluster);
  const history = valuesOf(cluster.history);
  const operations = toOperations(history);
  const { workload } = scenario.document;
  const kind = workload === undefined ? undefined : workloadOf(workload).name;
  const asked = done ? checksAskedFor(scenario.claims) : [];
  const names = [...new Set([...scenario.checks, ...asked])];
  const untilUs = done ? cluster.spec.untilUs : cluster.nowUs;
  const judged = runChecks(names, { cluster, operations, kind, untilUs, ...options });
  const checks = judged.filter(({ name }) => scenario.checks.includes(name));
  const view: RunView = { cluster, fromUs: 0, untilUs, notes: valuesOf(cluster.notes), operations, kind };
  const claims = scenario.claims.map((claim) =>
    done ? judgeClaim(claim, { view, checks: judged }) : notYet(claim),
  );
  const verdicts = [...checks, ...claims].map(({ verdict }) => verdict);
  return {
    done,
    operations: countEntries(history),
    checks,
    claims,
    metrics: scenario.metrics.map((name) => [name, findMetric(name)!.compute(view)] as const),
    verdict: worstVerdict(done ? verdicts : [...verdicts, "unknown"]),
  };
}

function notYet({ say, expect }: Claim): ClaimResult {
  return { say, expect, verdict: "unknown", found: "the run is not over" };
}

/** True when nothing is left to happen before the run's end. */
export function isDone(cluster: Cluster): boolean {
  const { queue } = cluster.kernel;
  return queue.waiting().every((slot) => queue.time[slot]! > cluster.spec.untilUs);
}

function countEntries(history: readonly { readonly type: EntryType }[]): Record<EntryType, number> {
  const counts = { invoke: 0, ok: 0, fail: 0, info: 0 };
  for (const { type } of history) counts[type]++;
  return counts;
}
