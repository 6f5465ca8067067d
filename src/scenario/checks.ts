import { valueAt, valuesOf } from "../base/index.ts";
import { checkLinearizable, models, type LinearizableResult } from "../checkers/index.ts";
import type { Cluster } from "../cluster/index.ts";
import type { Operation } from "../history/index.ts";
import { unknownAt, type Problem } from "./problem.ts";
import { programs } from "./programs.ts";
import type { Verdict } from "./scenario.ts";

/** What a check found. */
export interface CheckResult {
  /** `linearizable`, `raft/election-safety`. */
  readonly name: string;
  readonly verdict: Verdict;
  /** One sentence: why, or which budget ran out. */
  readonly why: string;
  /** Where to look: the event that shows it. */
  readonly event?: number;
  /** Indexes of history entries that make up the witness. */
  readonly witness?: readonly number[];
}

/** A property of a run. */
interface Check {
  /** What it claims, in one sentence. */
  readonly says: string;
  run(run: CheckedRun): Omit<CheckResult, "name">;
}

/** What a check may look at. */
export interface CheckedRun {
  readonly cluster: Cluster;
  readonly operations: readonly Operation[];
  /** True when wall time is up. */
  readonly shouldStop?: () => boolean;
}

/** Checks over the history of any store. A new one is a line here. */
const historyChecks: Readonly<Record<string, Check>> = {
  linearizable: {
    says: "Every operation took effect at one moment between its invocation and its completion.",
    run: linearizable,
  },
};

/** All names that `checks` may hold for a program; with its aliases. */
function checkNamesOf(program: string | undefined): string[] {
  const invariants = invariantNames(program);
  return [...Object.keys(historyChecks), ...invariants, ...(invariants.length === 0 ? [] : [`${program}/*`])];
}

/** What each check says, for the reference: those over histories, and each program's invariants. */
export function describeChecks(): readonly (readonly [name: string, says: string])[] {
  const overHistories = Object.entries(historyChecks).map(([name, { says }]) => [name, says] as const);
  const invariants = Object.entries(programs).flatMap(([name, { program }]) =>
    (program.invariants ?? []).map(
      (invariant) => [`${name}/${invariant.name}`, `${invariant.says} (${invariant.source})`] as const,
    ),
  );
  return [...overHistories, ...invariants];
}

/** The checks that a document names, aliases spelt out; without any, all that apply. */
export function expandChecks(
  wanted: readonly string[] | undefined,
  program: string | undefined,
  hasClients: boolean,
): { readonly names: readonly string[]; readonly problems: readonly Problem[] } {
  const invariants = invariantNames(program);
  if (wanted === undefined)
    return { names: [...(hasClients ? Object.keys(historyChecks) : []), ...invariants], problems: [] };
  const accepted = checkNamesOf(program);
  const names = wanted.flatMap((name) => (name === `${program}/*` ? invariants : [name]));
  const problems = wanted.flatMap((name, index) =>
    accepted.includes(name) || program === undefined
      ? []
      : [unknownAt(["checks", index], "check", name, accepted)],
  );
  return { names: Array.from(new Set(names)), problems };
}

function invariantNames(program: string | undefined): string[] {
  if (program === undefined) return [];
  return (programs[program]!.program.invariants ?? []).map(({ name }) => `${program}/${name}`);
}

/** The verdict of one check over a run, or over as much of it as there is. */
export function runCheck(name: string, run: CheckedRun): CheckResult {
  const check = Object.hasOwn(historyChecks, name) ? historyChecks[name]! : undefined;
  return { name, ...(check === undefined ? findViolation(name, run.cluster) : check.run(run)) };
}

function findViolation(name: string, cluster: Cluster): Omit<CheckResult, "name"> {
  const violation = cluster.violations.find((one) => one.invariant === name);
  if (violation === undefined) return { verdict: "valid", why: "it held after every event" };
  return { verdict: "invalid", why: violation.message, event: violation.event };
}

function linearizable({ cluster, operations, shouldStop }: CheckedRun): Omit<CheckResult, "name"> {
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
