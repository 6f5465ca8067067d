import type { Invariant } from "../../../cluster/index.ts";
import type { SpannerState } from "../state.ts";

/** By node, the last timestamp that was given when it was looked at: whoever prepares takes a new one. */
interface Ghost {
  readonly given: number[];
}

export const onePreparedWriter: Invariant<SpannerState, Ghost> = {
  name: "one-prepared-writer",
  says: "Of the transactions that are prepared at a shard no two write the same key.",
  source: "Corbett et al., OSDI 2012, §4.2.1 (two-phase locking)",
  ghost: (nodes) => ({ given: new Array<number>(nodes).fill(0) }),
  check({ given }, { shard }, node, names) {
    if (shard.lastTimestamp === given[node]) return undefined;
    given[node] = shard.lastTimestamp;
    const written = new Set<string>();
    for (const { timestamp, writes } of shard.parts.values()) {
      if (timestamp === 0) continue;
      for (const [key] of writes) {
        if (written.has(key)) return `${names(node)} has prepared two transactions that write ${key}`;
        written.add(key);
      }
    }
    return undefined;
  },
};
