import {
  createAppendList,
  pushTo,
  truncate,
  valueAt,
  valuesOf,
  type AppendList,
} from "../../../base/index.ts";
import type { Invariant } from "../../../cluster/index.ts";
import { NOBODY, type RaftState } from "../state.ts";

interface Ghost {
  /** By term: who led it, NOBODY where none did yet. */
  readonly leaders: AppendList<number>;
  /** By node: the last term in which it was seen to lead. */
  readonly seen: number[];
}

export const electionSafety: Invariant<RaftState, Ghost> = {
  name: "election-safety",
  says: "At most one leader can be elected in a term.",
  source: "Ongaro & Ousterhout 2014, Figure 3, §5.2",
  ghost: (nodes) => ({ leaders: createAppendList(), seen: new Array<number>(nodes).fill(-1) }),
  check({ leaders, seen }, state, node, names) {
    const { currentTerm } = state;
    if (state.role !== "leader" || seen[node] === currentTerm) return undefined;
    seen[node] = currentTerm;
    const other = valueAt(leaders, currentTerm) ?? NOBODY;
    if (other === NOBODY) record(leaders, currentTerm, node);
    else if (other !== node) return `${names(other)} and ${names(node)} both lead term ${currentTerm}`;
    return undefined;
  },
};

/** Terms may be won out of order, but hardly: what lies behind is short. */
function record(leaders: AppendList<number>, term: number, node: number): void {
  const later = valuesOf(leaders, term + 1);
  truncate(leaders, term);
  while (leaders.length < term) pushTo(leaders, NOBODY);
  pushTo(leaders, node);
  for (const leader of later) pushTo(leaders, leader);
}
