import type { Invariant } from "../../../cluster/index.ts";
import type { SpannerState } from "../state.ts";

/** By node: the highest timestamp at which it has let anybody read, and the last one that it had given then. */
interface Ghost {
  readonly promised: number[];
  readonly given: number[];
}

/** Looks at timestamps when they are given: a restart finds older ones on its disk, and may. */
export const preparedAfterPromise: Invariant<SpannerState, Ghost> = {
  name: "prepared-after-promise",
  says: "Once a shard has let a read at a timestamp in, it gives no transaction a prepare timestamp at or below it, over crashes too.",
  source: "Corbett et al., OSDI 2012, §4.1.3 (safe time)",
  ghost: (nodes) => ({
    promised: new Array<number>(nodes).fill(0),
    given: new Array<number>(nodes).fill(0),
  }),
  check(ghost, { shard }, node, names) {
    const promised = ghost.promised[node]!;
    const given = ghost.given[node]!;
    ghost.promised[node] = Math.max(promised, shard.promised);
    if (shard.lastTimestamp === given) return undefined;
    ghost.given[node] = shard.lastTimestamp;
    for (const { phase, timestamp } of shard.parts.values()) {
      if (phase === "logging" && timestamp > given && timestamp <= promised)
        return `${names(node)} prepares at ${timestamp}, and was read at ${promised}`;
    }
    return undefined;
  },
};
