import type { Context, NodeId } from "../../cluster/index.ts";
import { addVersion, newestTimestamp } from "../multi-version/versions.ts";
import { append } from "./log.ts";
import type { Abort, Commit, Write } from "./messages.ts";
import { drop } from "./shard-locks.ts";
import type { Shard, SpannerState } from "./state.ts";
import { tell } from "./tell.ts";

/** Versions older than this can be dropped: no read takes so long, µs. */
const RETENTION_US = 10_000_000;

/** Phase 2 at a shard. What it does not know it has applied before, and says so again. */
export function onCommit(state: SpannerState, from: NodeId, { id, timestamp }: Commit, ctx: Context): void {
  const { shard, log } = state;
  const part = shard.parts.get(id);
  if (part?.phase !== "prepared") {
    if (part !== undefined) drop(state, part, ctx);
    tell(state, from, { kind: "Committed", id }, ctx);
    return;
  }
  shard.newest = { id, timestamp, keys: apply(shard, part.writes, timestamp) };
  append(log, { do: "apply", id, timestamp }, { what: "applied", id }, ctx);
  drop(state, part, ctx);
}

/** The keys that have a new version: a late copy of a transaction that was applied before changes nothing. */
export function apply(shard: Shard, writes: readonly Write[], timestamp: number): readonly string[] {
  shard.lastTimestamp = Math.max(shard.lastTimestamp, timestamp);
  const fresh = writes.filter(([key]) => newestTimestamp(shard.versions, key) < timestamp);
  for (const [key, value] of fresh)
    addVersion(shard.versions, key, { timestamp, value }, timestamp - RETENTION_US);
  return fresh.map(([key]) => key);
}

export function onAbort(state: SpannerState, { id }: Abort, ctx: Context): void {
  const part = state.shard.parts.get(id);
  if (part === undefined) return;
  if (part.timestamp > 0) append(state.log, { do: "drop", id }, undefined, ctx);
  drop(state, part, ctx);
}
