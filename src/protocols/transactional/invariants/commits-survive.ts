import type { Invariant } from "../../../cluster/index.ts";
import type { TransactionalState } from "../state.ts";

/** The newest commit that was seen. */
interface Ghost {
  timestamp: number;
}

export const commitsSurvive: Invariant<TransactionalState, Ghost> = {
  name: "commits-survive",
  says: "Commit timestamps only rise, over crashes too: no commit is forgotten, and none comes before an older one.",
  source:
    "Gray & Reuter, Transaction Processing, 1993, §1.2 (durability); Adya, MIT 1999, §4.1 (version order)",
  ghost: () => ({ timestamp: 0 }),
  check(ghost, { clock, isPrimary }) {
    if (!isPrimary) return undefined;
    if (clock < ghost.timestamp)
      return `the newest commit is ${clock}, and ${ghost.timestamp} was there before`;
    ghost.timestamp = clock;
    return undefined;
  },
};
