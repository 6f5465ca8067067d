import { Cluster } from "../cluster/index.ts";
import type { Trace } from "../kernel/index.ts";
import { isDone } from "./judge.ts";
import { compileUntil, findExceeded, WALL_TIME } from "./run.ts";
import { toRunBug } from "./run-bug.ts";
import type { Scenario } from "./scenario.ts";

export interface VerifyOptions {
  /** The document's unless given. */
  readonly seed?: string;
  /** Ends both executions earlier than the document does. */
  readonly untilUs?: number;
  /** Told now and then how far both are. */
  readonly onProgress?: (cluster: Cluster) => void;
  /** Asked now and then; true ends the comparison for want of wall time. */
  readonly shouldStop?: () => boolean;
}

export interface Verification {
  /** Null when it is not known: a budget ran out before the end, and there was no difference until then. */
  readonly same: boolean | null;
  readonly seed: string;
  /** Events that both executions had; with a difference, the number of the event that differs. */
  readonly events: number;
  /** Of the first execution. */
  readonly fingerprint: string;
  /** How the two differ, in one sentence. */
  readonly difference?: string;
  /** The budget that ran out in each of the two executions: `20000000 events`. */
  readonly budget?: string;
}

/** Events between two comparisons of all states. */
const STATES_EVERY = 1_000;
/** Events between two looks at memory and at the wall clock. */
const SLICE = 2_000;

/**
 * Executes a scenario twice, side by side, and compares event by event; stops at the first difference. The two
 * take turns in one thread, so whatever they share by mistake shows.
 */
export function verify(scenario: Scenario, options: VerifyOptions = {}): Verification {
  const { seed = scenario.seed, untilUs, onProgress, shouldStop } = options;
  const [one, other] = [0, 1].map(() =>
    Cluster.create(compileUntil(scenario, seed, untilUs), seed, "summary"),
  ) as [Cluster, Cluster];
  const answer = (difference?: string): Verification => ({
    same: difference === undefined,
    seed,
    events: one.events,
    fingerprint: one.fingerprint(),
    ...(difference === undefined ? {} : { difference }),
  });
  for (;;) {
    const moved = step(one, scenario, seed);
    if (step(other, scenario, seed) !== moved)
      return answer(`one execution ends after event ${one.events - 1}, the other goes on`);
    if (!moved) break;
    const { digest } = one.kernel;
    if (digest.low !== other.kernel.digest.low || digest.high !== other.kernel.digest.high)
      return answer(describeDifference(one, other));
    if (one.events % STATES_EVERY === 0 && one.stateHash() !== other.stateHash())
      return answer(`the states differ after event ${one.events - 1}`);
    if (one.events % SLICE !== 0 && one.events < scenario.budget.events) continue;
    onProgress?.(one);
    const budget = findExceeded(scenario, one) ?? (shouldStop?.() === true ? WALL_TIME : undefined);
    if (budget !== undefined && !isDone(one)) return { ...answer(), same: null, budget };
  }
  return one.fingerprint() === other.fingerprint()
    ? answer()
    : answer("the events are the same, the histories or the last states differ");
}

function step(cluster: Cluster, scenario: Scenario, seed: string): boolean {
  try {
    return cluster.step();
  } catch (error) {
    throw toRunBug(error, scenario, seed, cluster);
  }
}

function describeDifference(one: Cluster, other: Cluster): string {
  const index = one.events - 1;
  const [a, b] = [one, other].map((cluster) => describeRecord(cluster.kernel.trace, index, cluster)) as [
    string,
    string,
  ];
  return `event ${index} is ${a} in one execution and ${b} in the other`;
}

function describeRecord(trace: Trace, index: number, cluster: Cluster): string {
  const tag = cluster.tagNames[trace.tag(index)] ?? String(trace.tag(index));
  const cause = trace.cause(index);
  return `kind ${trace.kind(index)} ${tag} at ${cluster.nameOf(trace.node(index))} from ${cluster.nameOf(trace.peer(index))}, ${trace.timeUs(index)} µs, caused by ${cause}`;
}
