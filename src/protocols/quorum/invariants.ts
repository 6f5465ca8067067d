import type { Invariant } from "../../cluster/index.ts";
import { hasAllOf, type Copy } from "./copies.ts";
import type { QuorumState } from "./state.ts";

/** What each node held of each key when it was last looked at. */
interface Held {
  readonly byNode: Map<string, Copy>[];
}

/** Between two restarts: what was not on the disk is gone after one. */
const versionsNeverGoBack: Invariant<QuorumState, Held> = {
  name: "versions-never-go-back",
  says: "What a replica holds of a key is never replaced by something that does not know as much.",
  source: "DeCandia et al. 2007, §4.4",
  ghost: (nodes) => ({ byNode: Array.from({ length: nodes }, () => new Map<string, Copy>()) }),
  check({ byNode }, { changedKey, copies }, node) {
    const copy = copies.get(changedKey);
    const before = byNode[node]!.get(changedKey);
    if (copy === undefined || copy === before) return undefined;
    byNode[node]!.set(changedKey, copy);
    if (before === undefined || hasAllOf(copy, before)) return undefined;
    return `an older version of ${changedKey} took the place of a newer one`;
  },
  onRestart: ({ byNode }, node) => byNode[node]!.clear(),
};

export const invariants: readonly Invariant[] = [versionsNeverGoBack];
