import type { PlannedFault } from "../cluster/index.ts";
import { RandomStreams } from "../kernel/index.ts";
import { planFaults, type PlannedEntry } from "./fault-plan.ts";
import { planNemesis } from "./nemesis.ts";
import type { Scenario } from "./scenario.ts";

/** Everything that is to happen to a cluster, known before the start. */
export interface Plan {
  /** Crashes at time 0, before anything else of the plan, of nodes that are down from the start. */
  readonly initial: readonly PlannedFault[];
  /** The document's faults in its order, muted ones too. */
  readonly entries: readonly PlannedEntry[];
  /** The nemesis' faults. */
  readonly drawn: readonly PlannedFault[];
}

/** Times of faults are drawn from the stream `fault-times`, the nemesis' plan from the stream `nemesis`. */
export function planOf({ document, replicas, untilUs }: Scenario, seed: string): Plan {
  const streams = new RandomStreams(seed);
  const { down } = document.cluster;
  const nodes = typeof down === "number" ? replicas.slice(replicas.length - down) : down;
  return {
    initial: nodes.length === 0 ? [] : [{ atUs: 0, fault: { do: "crash", nodes } }],
    entries: planFaults(document.faults, untilUs, streams.get("fault-times")),
    drawn:
      document.nemesis === undefined
        ? []
        : planNemesis(document.nemesis, replicas, untilUs, streams.get("nemesis")),
  };
}

/** What strikes, save the nemesis' faults, in the order that decides between faults of one time. */
export function strikingFaults({ initial, entries }: Plan): PlannedFault[] {
  const heard = entries.filter(({ muted }) => !muted);
  return [...initial, ...heard.map(({ atUs, fault }) => ({ atUs, fault }))];
}
