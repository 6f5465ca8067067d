import { valueAt } from "../../../base/index.ts";
import type { Invariant } from "../../../cluster/index.ts";
import { describeWrite } from "../describe-write.ts";
import type { CausalState } from "../state.ts";
import { firstMissing } from "../visibility.ts";

/** By node and origin: so many visible writes were looked at. What is visible stays so, hence each is looked at once. */
type Ghost = number[][];

export const causalOrder: Invariant<CausalState, Ghost> = {
  name: "causal-order",
  says: "Where a write is visible, so is everything that it depends on.",
  source: "Ladin et al., TOCS 1992; Lloyd et al., SOSP 2011, §3",
  ghost: (nodes) => Array.from({ length: nodes }, () => new Array<number>(nodes).fill(0)),
  check(ghost, state, node, names) {
    const seen = ghost[node]!;
    for (let origin = 0; origin < state.logs.length; origin++) {
      while (seen[origin]! < state.visible[origin]!) {
        const write = valueAt(state.logs[origin]!, seen[origin]!++)!;
        const missing = firstMissing(state, write.dependencies);
        if (missing === undefined) continue;
        return `${names(node)} shows ${describeWrite(write)} of ${names(origin)} without write ${missing.number} of ${names(missing.origin)}, which it depends on`;
      }
    }
    return undefined;
  },
  onRestart(ghost, node) {
    ghost[node]!.fill(0);
  },
};
