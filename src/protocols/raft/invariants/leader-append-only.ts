import type { Invariant } from "../../../cluster/index.ts";
import { lastIndex } from "../log.ts";
import type { RaftState } from "../state.ts";

/** By node, for the term it leads: that term, its log's cuts when it was first seen, and the length since. */
interface Ghost {
  readonly term: number[];
  readonly cuts: number[];
  readonly length: number[];
}

export const leaderAppendOnly: Invariant<RaftState, Ghost> = {
  name: "leader-append-only",
  says: "A leader never overwrites or deletes entries in its log; it only appends new entries.",
  source: "Ongaro & Ousterhout 2014, Figure 3, §5.3",
  ghost: (nodes) => ({
    term: new Array<number>(nodes).fill(-1),
    cuts: new Array<number>(nodes).fill(0),
    length: new Array<number>(nodes).fill(0),
  }),
  check(ghost, state, node, names) {
    if (state.role !== "leader") return undefined;
    const { currentTerm, log } = state;
    const length = lastIndex(log);
    if (ghost.term[node] !== currentTerm) {
      ghost.term[node] = currentTerm;
      ghost.cuts[node] = log.cuts;
    } else if (ghost.cuts[node] !== log.cuts || length < ghost.length[node]!) {
      return `${names(node)}, leader of term ${currentTerm}, took entries from ${log.cutFrom} on out of its log`;
    }
    ghost.length[node] = length;
    return undefined;
  },
};
