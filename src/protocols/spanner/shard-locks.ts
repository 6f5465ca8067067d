import type { Context } from "../../cluster/index.ts";
import { acquire, release, type Grant } from "../locks/lock-table.ts";
import { committedValue } from "../multi-version/versions.ts";
import { append } from "./log.ts";
import type { Lock } from "./messages.ts";
import { coordinatorOf } from "./placement.ts";
import { serveReads } from "./snapshot-reads.ts";
import type { Participation, SpannerState } from "./state.ts";
import { tell } from "./tell.ts";

/** A transaction wants to read a key under a lock. */
export function onLock(state: SpannerState, { id, key, mode, step }: Lock, ctx: Context): void {
  const part = partOf(state, id, ctx);
  if (part.phase !== "locking") return;
  part.wanted = { key, mode, step };
  const { granted, wounded } = acquire(state.shard.locks, key, id, mode);
  if (granted) onGranted(state, part, ctx);
  else wound(state, wounded, ctx);
}

/** What the shard knows of a transaction; a new one must get to the point within the time that transactions have. */
export function partOf(state: SpannerState, id: number, ctx: Context): Participation {
  const known = state.shard.parts.get(id);
  if (known !== undefined) return known;
  const part = createPart(state, id);
  state.shard.parts.set(id, part);
  ctx.setTimer("lease", state.options.timeoutUs, part.number);
  return part;
}

export function createPart(state: SpannerState, id: number): Participation {
  const number = ++state.numbers;
  return { id, number, phase: "locking", wanted: undefined, reads: [], writes: [], timestamp: 0 };
}

/**
 * Younger ones in an older one's way are wounded (§4.2.1). One that is prepared is not this shard's to abort any more,
 * but its coordinator may still: it could wait for another shard where the older one is in its way.
 */
function wound(state: SpannerState, ids: readonly number[], ctx: Context): void {
  for (const id of ids) {
    const part = state.shard.parts.get(id);
    if (part !== undefined) giveUp(state, part, "an older transaction is in its way", ctx);
  }
}

/** Lets a transaction go if it is not prepared, and tells its coordinator. */
export function giveUp(state: SpannerState, part: Participation, why: string, ctx: Context): void {
  const { id, phase } = part;
  tell(state, coordinatorOf(state, id), { kind: "Wounded", id, why }, ctx);
  if (phase === "locking" || phase === "preparing") drop(state, part, ctx);
}

/** The shard forgets a transaction; whoever waited for its locks or its outcome goes on. */
export function drop(state: SpannerState, { id, number }: Participation, ctx: Context): void {
  const { shard } = state;
  shard.parts.delete(id);
  ctx.cancelTimer("lease", number);
  ctx.cancelTimer("inquiry", number);
  resume(state, release(shard.locks, id), ctx);
  serveReads(state, ctx);
}

function resume(state: SpannerState, grants: readonly Grant[], ctx: Context): void {
  for (const { owner } of grants) {
    const part = state.shard.parts.get(owner);
    if (part !== undefined) onGranted(state, part, ctx);
  }
}

function onGranted(state: SpannerState, part: Participation, ctx: Context): void {
  const { id, wanted, phase } = part;
  if (phase === "preparing") {
    goOnPreparing(state, part, ctx);
    return;
  }
  if (wanted === undefined) return;
  part.wanted = undefined;
  const { key, step } = wanted;
  const value = committedValue(state.shard.versions, key);
  tell(state, coordinatorOf(state, id), { kind: "LockReply", id, step, key, value }, ctx);
}

/** §4.2.1: first the write locks; then a timestamp above all that the shard has given, and a record of it all. */
export function goOnPreparing(state: SpannerState, part: Participation, ctx: Context): void {
  const { id, reads, writes, number } = part;
  const { shard, log } = state;
  for (const [key] of writes) {
    const { granted, wounded } = acquire(shard.locks, key, id, "exclusive");
    if (granted) continue;
    wound(state, wounded, ctx);
    return;
  }
  part.phase = "logging";
  part.timestamp = Math.max(shard.lastTimestamp, shard.promised) + 1;
  shard.lastTimestamp = part.timestamp;
  ctx.cancelTimer("lease", number);
  append(log, { do: "prepare", id, reads, writes, timestamp: part.timestamp }, { what: "prepared", id }, ctx);
}

/** Whose timers have this number. */
export function partWithNumber({ shard }: SpannerState, number: number): Participation | undefined {
  for (const part of shard.parts.values()) if (part.number === number) return part;
  return undefined;
}
