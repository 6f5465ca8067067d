import { createAppendList, pushTo, valueAt, type AppendList } from "../../../base/index.ts";
import type { Invariant } from "../../../cluster/index.ts";
import { entryAt, type Entry } from "../log.ts";
import type { RaftState } from "../state.ts";
import { isSameEntry } from "./same-entry.ts";

interface Ghost {
  /** By index − 1: what was first applied there. */
  readonly applied: AppendList<Entry>;
  /** By node: its lastApplied when it was last looked at. */
  readonly compared: number[];
}

export const stateMachineSafety: Invariant<RaftState, Ghost> = {
  name: "state-machine-safety",
  says: "If a node has applied an entry at an index, no other ever applies a different one there.",
  source: "Ongaro & Ousterhout 2014, Figure 3, §5.4.3",
  ghost: (nodes) => ({ applied: createAppendList(), compared: new Array<number>(nodes).fill(0) }),
  check(ghost, state, node, names) {
    const { lastApplied, log } = state;
    if (ghost.compared[node] === lastApplied) return undefined;
    for (let index = ghost.compared[node]! + 1; index <= lastApplied; index++) {
      const entry = entryAt(log, index)!;
      const first = valueAt(ghost.applied, index - 1);
      if (first === undefined) pushTo(ghost.applied, entry);
      else if (!isSameEntry(first, entry))
        return `${names(node)} applied an entry of term ${entry.term} at ${index}, where one of term ${first.term} was applied before`;
    }
    ghost.compared[node] = lastApplied;
    return undefined;
  },
  onRestart: ({ compared }, node) => {
    compared[node] = 0;
  },
};
