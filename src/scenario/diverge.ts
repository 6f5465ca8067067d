import { hashValue } from "../base/index.ts";
import type { PlannedFault } from "../cluster/index.ts";
import { planOf, strikingFaults } from "./plan.ts";
import type { Scenario } from "./scenario.ts";

/** A scenario and the seed that it runs with. */
export interface SeededScenario {
  readonly scenario: Scenario;
  readonly seed: string;
}

/**
 * The earliest virtual time from which two runs may differ, µs: the time of the first fault that is not planned in both;
 * 0 when they have not the same seed, or differ in anything else that a run follows from; Infinity when in nothing.
 *
 * Before a plan's first difference the runs are equal event for event, since a fault has a rank of its own among the events
 * of its time (docs/decisions.md, 8).
 */
export function divergeUs(before: SeededScenario, after: SeededScenario): number {
  if (before.seed !== after.seed || surroundingsOf(before) !== surroundingsOf(after)) return 0;
  const [one, other] = [inOrder(before), inOrder(after)];
  const limitUs = before.scenario.untilUs;
  for (let index = 0; index < Math.max(one.length, other.length); index++) {
    const [a, b] = [one[index], other[index]];
    if (a !== undefined && b !== undefined && isSame(a, b)) continue;
    const atUs = Math.min(a?.atUs ?? Infinity, b?.atUs ?? Infinity);
    return atUs > limitUs ? Infinity : atUs;
  }
  return Infinity;
}

/** What a run follows from besides seed and plan; checks watch a run, and what they find belongs to it. */
function surroundingsOf({ scenario: { document, checks } }: SeededScenario): string {
  const { lightcone, cluster, network, workload, run } = document;
  return hashValue([lightcone, cluster, network, workload, run, checks]);
}

/** All that strikes, in the order in which it does. */
function inOrder({ scenario, seed }: SeededScenario): PlannedFault[] {
  const plan = planOf(scenario, seed);
  return [...strikingFaults(plan), ...plan.drawn].sort((a, b) => a.atUs - b.atUs);
}

function isSame(one: PlannedFault, other: PlannedFault): boolean {
  return one.atUs === other.atUs && hashValue(one.fault) === hashValue(other.fault);
}
