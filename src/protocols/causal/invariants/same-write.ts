import { createAppendList, pushTo, valueAt, type AppendList } from "../../../base/index.ts";
import type { Invariant } from "../../../cluster/index.ts";
import type { Write } from "../messages.ts";
import type { CausalState } from "../state.ts";

interface Ghost {
  /** By origin: the writes that somebody was the first to have on disk. */
  readonly first: readonly AppendList<Write>[];
  /** By node and origin: so many were compared. */
  readonly seen: number[][];
}

export const sameWrite: Invariant<CausalState, Ghost> = {
  name: "same-write",
  says: "Wherever a write of a replica is on disk under a number, it is the same write.",
  source: "Ladin et al., TOCS 1992: a timestamp names one update",
  ghost: (nodes) => ({
    first: Array.from({ length: nodes }, () => createAppendList<Write>()),
    seen: Array.from({ length: nodes }, () => new Array<number>(nodes).fill(0)),
  }),
  check({ first, seen }, state, node, names) {
    for (let origin = 0; origin < state.logs.length; origin++) {
      while (seen[node]![origin]! < state.durable[origin]!) {
        const place = seen[node]![origin]!++;
        const write = valueAt(state.logs[origin]!, place)!;
        const other = valueAt(first[origin]!, place);
        if (other === undefined) pushTo(first[origin]!, write);
        else if (other.session !== write.session || other.id !== write.id)
          return `${names(node)} has another write ${write.number} of ${names(origin)} than was there before`;
      }
    }
    return undefined;
  },
  onRestart({ seen }, node) {
    seen[node]!.fill(0);
  },
};
