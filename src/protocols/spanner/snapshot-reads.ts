import type { Context, NodeId } from "../../cluster/index.ts";
import { committedValue } from "../multi-version/versions.ts";
import type { Read } from "./messages.ts";
import type { BlockedRead, SpannerState } from "./state.ts";
import { tell } from "./tell.ts";

/**
 * A read at a timestamp, without locks (§4.1.3). The shard promises that nothing will commit at or below it any more
 * (§4.2.4: it advances its safe time on demand), and answers when no prepared transaction can still do so.
 */
export function onRead(
  state: SpannerState,
  from: NodeId,
  { number, timestamp, keys }: Read,
  ctx: Context,
): void {
  const { shard } = state;
  shard.promised = Math.max(shard.promised, timestamp);
  const read = { from, number, timestamp, keys };
  if (isBlocked(state, read)) {
    if (ctx.traced) ctx.note("blocked-read", `a read of ${keys.join(" ")} waits for a prepared transaction`);
    shard.blocked.push(read);
  } else serve(state, read, ctx);
}

/** Whatever waits for nothing any more is answered. */
export function serveReads(state: SpannerState, ctx: Context): void {
  const { shard } = state;
  if (shard.blocked.length === 0) return;
  const waiting = shard.blocked;
  shard.blocked = waiting.filter((read) => isBlocked(state, read));
  for (const read of waiting) if (!shard.blocked.includes(read)) serve(state, read, ctx);
}

/** §4.2.4: only a prepared transaction that writes one of the keys can change what is read. */
function isBlocked({ shard, options }: SpannerState, { timestamp, keys }: BlockedRead): boolean {
  if (options.bug === "read-past-prepared") return false;
  for (const part of shard.parts.values()) {
    const isPrepared = part.timestamp > 0 && part.timestamp <= timestamp;
    if (isPrepared && part.writes.some(([key]) => keys.includes(key))) return true;
  }
  return false;
}

function serve(state: SpannerState, { from, number, timestamp, keys }: BlockedRead, ctx: Context): void {
  const { versions } = state.shard;
  const values = keys.map((key) => [key, committedValue(versions, key, timestamp)] as const);
  tell(state, from, { kind: "ReadReply", number, values }, ctx);
}
