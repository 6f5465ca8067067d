import type { Invariant } from "../../../cluster/index.ts";
import type { SpannerState } from "../state.ts";

/** By node and key, the timestamp of the newest version seen; and the commit that was looked at last. */
interface Ghost {
  readonly newest: Map<string, number>[];
  readonly seen: number[];
}

export const timestampsRise: Invariant<SpannerState, Ghost> = {
  name: "timestamps-rise",
  says: "The versions of a key have timestamps that rise in the order in which they are committed.",
  source: "Corbett et al., OSDI 2012, §4.1.2 (monotonicity), §4.2.1",
  ghost: (nodes) => ({
    newest: Array.from({ length: nodes }, () => new Map<string, number>()),
    seen: new Array<number>(nodes).fill(0),
  }),
  check(ghost, { shard }, node, names) {
    const { newest } = shard;
    if (newest === undefined || newest.id === ghost.seen[node]) return undefined;
    ghost.seen[node] = newest.id;
    const known = ghost.newest[node]!;
    for (const key of newest.keys) {
      const before = known.get(key) ?? 0;
      if (newest.timestamp < before)
        return `${names(node)} has a version of ${key} at ${newest.timestamp} after one at ${before}`;
      known.set(key, newest.timestamp);
    }
    return undefined;
  },
};
