import type { Invariant } from "../../../cluster/index.ts";
import type { SpannerState } from "../state.ts";

export const onePreparedWriter: Invariant<SpannerState, null> = {
  name: "one-prepared-writer",
  says: "Of the transactions that are prepared at a shard no two write the same key.",
  source: "Corbett et al., OSDI 2012, §4.2.1 (two-phase locking)",
  ghost: () => null,
  check(_ghost, { shard }, node, names) {
    if (shard.parts.size < 2) return undefined;
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
