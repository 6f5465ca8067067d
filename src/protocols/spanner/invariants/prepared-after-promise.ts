import type { Invariant } from "../../../cluster/index.ts";
import type { SpannerState } from "../state.ts";

/** By node: the highest timestamp at which it has let anybody read, and the ids that were prepared when it did. */
interface Ghost {
  readonly promised: number[];
  readonly known: Set<number>[];
}

export const preparedAfterPromise: Invariant<SpannerState, Ghost> = {
  name: "prepared-after-promise",
  says: "Once a shard has let a read at a timestamp in, no transaction prepares there at or below it, over crashes too.",
  source: "Corbett et al., OSDI 2012, §4.1.3 (safe time)",
  ghost: (nodes) => ({
    promised: new Array<number>(nodes).fill(0),
    known: Array.from({ length: nodes }, () => new Set<number>()),
  }),
  check(ghost, { shard }, node, names) {
    const known = ghost.known[node]!;
    if (shard.parts.size === 0 && known.size === 0) {
      ghost.promised[node] = Math.max(ghost.promised[node]!, shard.promised);
      return undefined;
    }
    for (const { id, timestamp } of shard.parts.values()) {
      if (timestamp === 0 || known.has(id)) continue;
      if (timestamp <= ghost.promised[node]!)
        return `${names(node)} prepares at ${timestamp}, and was read at ${ghost.promised[node]}`;
      known.add(id);
    }
    for (const id of known) if (!shard.parts.has(id)) known.delete(id);
    ghost.promised[node] = Math.max(ghost.promised[node]!, shard.promised);
    return undefined;
  },
};
