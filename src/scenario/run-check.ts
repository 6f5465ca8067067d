import { valueAt, valuesOf } from "../base/index.ts";
import { checkLevels, models, type LevelResult, type LevelWitness } from "../checkers/index.ts";
import type { Cluster } from "../cluster/index.ts";
import type { Operation } from "../history/index.ts";
import { CONVERGENCE, judgementOf, levelNamesOf, type CheckResult } from "./checks.ts";
import { judgeConvergence } from "./convergence.ts";

/** What checks may look at. */
interface CheckedRun {
  readonly cluster: Cluster;
  readonly operations: readonly Operation[];
  /** The workload's; undefined when there is none. */
  readonly kind: string | undefined;
  /** Where the run has come to, µs. */
  readonly untilUs: number;
  /** True when wall time is up. */
  readonly shouldStop?: () => boolean;
}

type Found = Omit<CheckResult, "name">;

/** The verdicts of checks over a run, or over as much of it as there is. All levels are judged together: they share work. */
export function runChecks(names: readonly string[], run: CheckedRun): CheckResult[] {
  const levels = judgeLevels(
    names.filter((name) => levelNamesOf(run.kind).includes(name)),
    run,
  );
  return names.map((name) => ({ name, ...(levels[name] ?? judgeRun(name, run)) }));
}

function judgeRun(name: string, { cluster, operations, untilUs }: CheckedRun): Found {
  return name === CONVERGENCE ? judgeConvergence(cluster, operations, untilUs) : findViolation(name, cluster);
}

function findViolation(name: string, cluster: Cluster): Found {
  const violation = cluster.violations.find((one) => one.invariant === name);
  if (violation === undefined) return { verdict: "valid", why: "it held after every event" };
  return { verdict: "invalid", why: violation.message, event: violation.event };
}

function judgeLevels(
  names: readonly string[],
  { cluster, operations, kind, shouldStop }: CheckedRun,
): Readonly<Record<string, Found>> {
  if (names.length === 0) return {};
  const { family, model } = judgementOf(kind);
  const { results } = checkLevels(operations, models[model]!, names, {
    ...(family === undefined ? {} : { family }),
    callerOf: ({ invokeEntry, process }) => callerText(cluster, invokeEntry, process),
    ...(shouldStop === undefined ? {} : { shouldStop }),
  });
  return Object.fromEntries(names.map((name) => [name, toFound(results[name]!, cluster)]));
}

function toFound({ verdict, why, witness }: LevelResult, cluster: Cluster): Found {
  if (witness === undefined) return { verdict, why };
  const entries = witness.operations.flatMap(({ invokeEntry, completeEntry }) => [
    invokeEntry,
    completeEntry,
  ]);
  const event = valueAt(cluster.history, lastOf(witness).completeEntry)?.event;
  return {
    verdict,
    why,
    ...(event === undefined ? {} : { event }),
    witness: Array.from(new Set(entries.filter((index) => index >= 0))).sort((a, b) => a - b),
  };
}

/** The operation that makes a witness one: the last to complete of those that some arrow ends at. */
function lastOf({ operations, relations }: LevelWitness): Operation {
  const pointedAt = relations.map(({ to }) => operations[to]!);
  const candidates = pointedAt.length > 0 ? pointedAt : operations;
  return candidates.reduce((last, one) => (one.completeEntry > last.completeEntry ? one : last));
}

/** `c1`; where it has several processes `process 4 of c1`. */
function callerText(cluster: Cluster, invokeEntry: number, process: number): string {
  const { node } = valueAt(cluster.history, invokeEntry)!;
  const hasOthers = valuesOf(cluster.history).some(
    (entry) => entry.node === node && entry.process !== process,
  );
  return `${hasOthers ? `process ${process} of ` : ""}${cluster.nameOf(node)}`;
}
