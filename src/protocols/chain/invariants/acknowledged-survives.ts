import { createAppendList, pushTo, valueAt, type AppendList } from "../../../base/index.ts";
import type { Invariant } from "../../../cluster/index.ts";
import { epochAt } from "../../replicated-log/log.ts";
import type { ChainState } from "../state.ts";

interface Ghost {
  /** By index − 1: the epoch of the update, and the chain in which it was first known to be acknowledged. */
  readonly acknowledged: AppendList<{ readonly epoch: number; readonly inChain: number }>;
  /** By node: the acknowledged updates that its log was held against, and the cuts it had had then. */
  readonly compared: number[];
  readonly cuts: number[];
}

export const acknowledgedSurvives: Invariant<ChainState, Ghost> = {
  name: "acknowledged-survives",
  says: "Every server that has caught up with its chain has every update acknowledged in that chain or an earlier one.",
  source: "van Renesse & Schneider 2004, §3, §4",
  ghost: (nodes) => ({
    acknowledged: createAppendList(),
    compared: new Array<number>(nodes).fill(0),
    cuts: new Array<number>(nodes).fill(0),
  }),
  check({ acknowledged, compared, cuts }, state, node, names) {
    if (state.kind === "master") return undefined;
    const { log, configuration } = state;
    for (let index = acknowledged.length + 1; index <= state.acknowledged; index++)
      pushTo(acknowledged, { epoch: epochAt(log, index), inChain: configuration.number });
    if (!state.isCurrent) return undefined;
    if (cuts[node] !== log.cuts) {
      cuts[node] = log.cuts;
      compared[node] = 0;
    }
    for (let at = compared[node]!; at < acknowledged.length; at++) {
      const { epoch, inChain } = valueAt(acknowledged, at)!;
      if (inChain > configuration.number) return undefined;
      if (at >= log.durable || epochAt(log, at + 1) !== epoch)
        return `${names(node)} speaks for chain ${configuration.number} without update ${at + 1}, acknowledged in chain ${inChain}`;
      compared[node] = at + 1;
    }
    return undefined;
  },
  onRestart: ({ compared, cuts }, node) => {
    compared[node] = 0;
    cuts[node] = 0;
  },
};
