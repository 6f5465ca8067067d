import { Cluster, type ClusterSpec } from "../cluster/index.ts";
import type { EntryType } from "../history/index.ts";
import type { TraceLevel } from "../kernel/index.ts";
import type { CheckResult } from "./checks.ts";
import { callsIn } from "./claims/calls-in.ts";
import type { ClaimResult } from "./claims/claim.ts";
import { compile } from "./compile.ts";
import { ENGINE } from "./engine.ts";
import { judge, type JudgeOptions } from "./judge.ts";
import { toRunBug } from "./run-bug.ts";
import { worstVerdict, type Scenario, type Verdict } from "./scenario.ts";

export interface RunOptions {
  /** The document's unless given. */
  readonly seed?: string;
  /** `off` unless given, `summary` at least where a claim counts notes; changes neither the run nor its result. */
  readonly trace?: TraceLevel;
  /** Ends the run earlier than the document does. */
  readonly untilUs?: number;
}

export interface AdvanceLimits {
  /** Goes on until so many events have happened in all. */
  readonly maxEvents?: number;
  /** Goes on until this virtual time. */
  readonly untilUs?: number;
  /** Asked every few thousand events; true ends the run for want of wall time. */
  readonly shouldStop?: () => boolean;
}

/** `running`: a limit of this call was reached. `budget`: a budget is used up; the run is over. */
export type Advance = "running" | "done" | "budget";

/** Everything that a run comes to. Plain data. */
export interface RunResult {
  readonly fingerprint: string;
  readonly seed: string;
  readonly engine: string;
  readonly events: number;
  readonly virtualTimeUs: number;
  readonly operations: Readonly<Record<EntryType, number>>;
  readonly checks: readonly CheckResult[];
  readonly claims: readonly ClaimResult[];
  /** In each metric's own unit; null where the run gives none. */
  readonly metrics: Readonly<Record<string, number | null>>;
  /** The worst of checks and claims; `unknown` at best for a run over budget. */
  readonly verdict: Verdict;
  /** The budget that ran out: `20000000 events`. */
  readonly budget?: string;
}

/** One execution of a scenario. */
export interface Run {
  readonly scenario: Scenario;
  readonly seed: string;
  readonly cluster: Cluster;
  advance(limits?: AdvanceLimits): Advance;
  /** Over what was computed so far. */
  result(options?: JudgeOptions): RunResult;
}

/** What `budget` says of a run that `shouldStop` ended. */
export const WALL_TIME = "wall time";

/** Events between two looks at memory and at the wall clock. */
const SLICE = 2_000;

export function createRun(scenario: Scenario, options: RunOptions = {}): Run {
  const seed = options.seed ?? scenario.seed;
  const spec = compileUntil(scenario, seed, options.untilUs);
  return new ScenarioRun(scenario, seed, Cluster.create(spec, seed, traceLevel(scenario, options.trace)));
}

/** Programs spare themselves some notes where nobody looks (see `Context.traced`), but a claim that counts them does. */
function traceLevel({ claims }: Scenario, asked: TraceLevel = "off"): TraceLevel {
  const countsNotes = claims.some(({ expression }) =>
    callsIn(expression).some(({ name }) => name === "count"),
  );
  return asked === "off" && countsNotes ? "summary" : asked;
}

/** The cluster that a scenario describes, to be run no longer than `untilUs`. */
export function compileUntil(scenario: Scenario, seed: string, untilUs = Infinity): ClusterSpec {
  const whole = compile(scenario, seed);
  return { ...whole, untilUs: Math.min(whole.untilUs, untilUs) };
}

/** The budget of its scenario that a run has used up, in words. */
export function findExceeded({ budget }: Scenario, cluster: Cluster): string | undefined {
  if (cluster.events >= budget.events) return `${budget.events} events`;
  if (estimateBytes(cluster) > budget.memoryBytes)
    return `${Math.round(budget.memoryBytes / 1e6)} MB of memory`;
  return undefined;
}

class ScenarioRun implements Run {
  readonly scenario: Scenario;
  readonly seed: string;
  readonly cluster: Cluster;
  #budget: string | undefined;

  constructor(scenario: Scenario, seed: string, cluster: Cluster) {
    this.scenario = scenario;
    this.seed = seed;
    this.cluster = cluster;
  }

  advance(limits: AdvanceLimits = {}): Advance {
    if (this.#budget !== undefined) return "budget";
    const { maxEvents = Infinity, untilUs = Infinity, shouldStop } = limits;
    const { cluster } = this;
    while (cluster.events < maxEvents) {
      if (this.#execute(untilUs, Math.min(maxEvents, cluster.events + SLICE))) {
        return untilUs < cluster.spec.untilUs ? "running" : "done";
      }
      this.#budget =
        findExceeded(this.scenario, cluster) ?? (shouldStop?.() === true ? WALL_TIME : undefined);
      if (this.#budget !== undefined) return "budget";
    }
    return "running";
  }

  result(options: JudgeOptions = {}): RunResult {
    const { cluster, seed } = this;
    const judgement = judge(this.scenario, cluster, options);
    const isOver = judgement.done && this.#budget === undefined;
    return {
      fingerprint: cluster.fingerprint(),
      seed,
      engine: ENGINE,
      events: cluster.events,
      virtualTimeUs: isOver ? cluster.spec.untilUs : cluster.nowUs,
      operations: judgement.operations,
      checks: judgement.checks,
      claims: judgement.claims,
      metrics: Object.fromEntries(judgement.metrics),
      verdict: isOver ? judgement.verdict : worstVerdict([judgement.verdict, "unknown"]),
      ...(this.#budget === undefined ? {} : { budget: this.#budget }),
    };
  }

  /** True when there is nothing left to do before `untilUs`. */
  #execute(untilUs: number, maxEvents: number): boolean {
    const most = Math.min(maxEvents, this.scenario.budget.events);
    try {
      return this.cluster.run(untilUs, most);
    } catch (error) {
      throw toRunBug(error, this.scenario, this.seed, this.cluster);
    }
  }
}

/** About what a run holds: its past (trace, history, notes) and what is under way. Programs' states are not counted. */
function estimateBytes({ kernel, history, notes }: Cluster): number {
  return (
    kernel.trace.sizeBytes() + history.length * 200 + notes.length * 150 + kernel.queue.waiting().length * 150
  );
}
