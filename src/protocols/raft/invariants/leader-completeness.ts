import { createAppendList, pushTo, valueAt, type AppendList } from "../../../base/index.ts";
import type { Invariant } from "../../../cluster/index.ts";
import { termAt } from "../log.ts";
import type { RaftState } from "../state.ts";

/** An entry that a leader committed: the entry's term, and the leader's. */
interface Committed {
  readonly term: number;
  readonly inTerm: number;
}

interface Ghost {
  /** By index − 1. */
  readonly committed: AppendList<Committed>;
  /** By node: the term it was last seen to lead, and the committed entries held against its log in that term. */
  readonly term: number[];
  readonly compared: number[];
}

/**
 * A leader is held against the last entry committed in an earlier term when it is first seen to lead (what stands
 * before that entry is Log Matching's business), and against what earlier leaders still commit while it leads.
 */
export const leaderCompleteness: Invariant<RaftState, Ghost> = {
  name: "leader-completeness",
  says: "An entry committed in a term is in the logs of the leaders of all later terms.",
  source: "Ongaro & Ousterhout 2014, Figure 3, §5.4.3",
  ghost: (nodes) => ({
    committed: createAppendList(),
    term: new Array<number>(nodes).fill(-1),
    compared: new Array<number>(nodes).fill(0),
  }),
  check(ghost, state, node, names) {
    if (state.role !== "leader") return undefined;
    const { committed } = ghost;
    if (ghost.term[node] !== state.currentTerm) {
      ghost.term[node] = state.currentTerm;
      ghost.compared[node] = lastOfEarlierTerm(committed, state.currentTerm);
    }
    for (let index = committed.length + 1; index <= state.commitIndex; index++) {
      pushTo(committed, { term: termAt(state.log, index), inTerm: state.currentTerm });
    }
    for (let at = ghost.compared[node]!; at < committed.length; at++) {
      const { term, inTerm } = valueAt(committed, at)!;
      if (inTerm >= state.currentTerm || termAt(state.log, at + 1) === term) continue;
      return `${names(node)} leads term ${state.currentTerm} without entry ${at + 1} of term ${term}, committed in term ${inTerm}`;
    }
    ghost.compared[node] = committed.length;
    return undefined;
  },
};

/** The place of the last entry committed in a term before `term`; 0 when there is none. */
function lastOfEarlierTerm(committed: AppendList<Committed>, term: number): number {
  let at = committed.length - 1;
  while (at > 0 && valueAt(committed, at)!.inTerm >= term) at--;
  return Math.max(0, at);
}
