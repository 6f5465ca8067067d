import type { Invariant } from "../../../cluster/index.ts";
import { millisecondsText } from "../clock.ts";
import type { ClocksState } from "../state.ts";
import type { HybridStamp } from "../../timestamps/hybrid.ts";

/** The most that any physical clock ever showed, µs. */
interface Ghost {
  greatestUs: number;
}

/** So l is off by no more than the physical clocks are apart, as long as none is stepped. */
export const hybridBound: Invariant<ClocksState, Ghost> = {
  name: "hybrid-bound",
  says: "A hybrid clock is never behind its node's physical clock, nor ahead of the fastest one that was read.",
  source: "Kulkarni et al., OPODIS 2014, Theorems 2 and 3, Corollary 1",
  ghost: () => ({ greatestUs: Number.MIN_SAFE_INTEGER }),
  check(ghost, { options, stamp, physicalUs, greatestUs }, node, names) {
    ghost.greatestUs = Math.max(ghost.greatestUs, greatestUs);
    if (options.clock !== "hybrid") return undefined;
    const { l } = stamp as HybridStamp;
    if (l < physicalUs)
      return `${names(node)} is at ${millisecondsText(l)}, behind its physical clock at ${millisecondsText(physicalUs)}`;
    if (l > ghost.greatestUs)
      return `${names(node)} is at ${millisecondsText(l)}, and no physical clock has shown more than ${millisecondsText(ghost.greatestUs)}`;
    return undefined;
  },
};
