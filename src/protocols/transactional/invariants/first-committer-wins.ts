import type { Invariant } from "../../../cluster/index.ts";
import type { TransactionalState } from "../state.ts";

interface Ghost {
  /** The newest commit that was looked at. */
  seen: number;
  /** By key, the timestamp of its newest version. */
  readonly written: Map<string, number>;
}

export const firstCommitterWins: Invariant<TransactionalState, Ghost> = {
  name: "first-committer-wins",
  says: "Under snapshot isolation, of two transactions that overlap in time and write the same key only one commits.",
  source: "Berenson et al., SIGMOD 1995, §4.2",
  ghost: () => ({ seen: 0, written: new Map() }),
  check(ghost, { newest, options }) {
    if (newest === undefined || newest.timestamp === ghost.seen) return undefined;
    const { timestamp, snapshot, keys } = newest;
    ghost.seen = timestamp;
    const isChecked = options.isolation === "snapshot-isolation";
    const lost = keys.find((key) => isChecked && (ghost.written.get(key) ?? 0) > snapshot);
    for (const key of keys) ghost.written.set(key, timestamp);
    return lost === undefined
      ? undefined
      : `commit ${timestamp} began at ${snapshot} and writes ${lost}, which another wrote meanwhile`;
  },
};
