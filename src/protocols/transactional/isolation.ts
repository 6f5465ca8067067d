import type { MicroOperation, Value } from "../../cluster/index.ts";
import type { LockMode } from "../locks/lock-table.ts";
import { committedValue, newestTimestamp } from "../multi-version/versions.ts";
import type { Transaction, TransactionalState } from "./state.ts";

/**
 * What each isolation level does at a step and at the commit; everything else is the same for all.
 *
 * | level | reads | writes | at the commit |
 * |---|---|---|---|
 * | `read-uncommitted` | the newest value, committed or not | lock to the end | – |
 * | `read-committed` | the newest committed version | lock to the end | – |
 * | `snapshot-isolation` | the version of the transaction's start | without locks | first committer wins |
 * | `serializable` | the newest version, under a shared lock to the end | lock to the end | – |
 *
 * Berenson et al., SIGMOD 1995: Table 2 for the levels by locks, §4.2 for snapshot isolation; serializable is strict
 * two-phase locking. Read committed reads versions instead of taking short locks, as most databases with versions do.
 */

/** The lock that a step needs, held to the end of its transaction; undefined when it needs none. */
export function lockOf({ options }: TransactionalState, [f]: MicroOperation): LockMode | undefined {
  const { isolation, bug } = options;
  if (isolation === "snapshot-isolation") return undefined;
  if (f !== "r") return "exclusive";
  return isolation === "serializable" && bug !== "no-read-locks" ? "shared" : undefined;
}

/** What a transaction sees under a key: its own write before anybody else's. */
export function valueSeen(state: TransactionalState, transaction: Transaction, key: string): Value {
  const own = transaction.writes.get(key);
  if (own !== undefined) return own;
  const { isolation, bug } = state.options;
  if (isolation === "read-uncommitted" || bug === "dirty-read") {
    const dirty = uncommittedValue(state, key);
    if (dirty !== undefined) return dirty;
  }
  const hasSnapshot = isolation === "snapshot-isolation" && bug !== "moving-snapshot";
  return committedValue(state.versions, key, hasSnapshot ? transaction.snapshot : Infinity);
}

/** Why a transaction that has done all its steps must not commit; undefined when it may. */
export function conflictOf(state: TransactionalState, transaction: Transaction): string | undefined {
  const { isolation, bug } = state.options;
  if (isolation !== "snapshot-isolation" || bug === "no-write-conflict-check") return undefined;
  for (const key of transaction.writes.keys()) {
    if (newestTimestamp(state.versions, key) > transaction.snapshot || isBeingCommitted(state, key))
      return key;
  }
  return undefined;
}

/** What another transaction has written and not committed; the youngest one's, should there be several. */
function uncommittedValue({ active }: TransactionalState, key: string): Value | undefined {
  let found: Value | undefined;
  for (const { writes, status } of active.values()) {
    if (status !== "aborting") found = writes.get(key) ?? found;
  }
  return found;
}

/** A commit that waits for the disk comes first: it can only be lost together with everything else. */
function isBeingCommitted({ active }: TransactionalState, key: string): boolean {
  for (const { status, writes } of active.values())
    if (status === "committing" && writes.has(key)) return true;
  return false;
}
