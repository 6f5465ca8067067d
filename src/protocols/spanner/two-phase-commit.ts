import type { Context, NodeId } from "../../cluster/index.ts";
import { remember, respond, type Ending } from "../multi-version/ended-requests.ts";
import { answerOf } from "../multi-version/requests.ts";
import { hasPassed, trueTimeNow, type TrueTime } from "../timestamps/true-time.ts";
import { append } from "./log.ts";
import type { Committed, Prepared } from "./messages.ts";
import { groupByShard } from "./placement.ts";
import type { Coordinated, SpannerState } from "./state.ts";
import { tell } from "./tell.ts";

export function timeAt({ options }: SpannerState, ctx: Context): TrueTime {
  return trueTimeNow(ctx.localTime(), options.uncertaintyUs);
}

/** Phase 1. Every shard that was read or will be written takes part: each must agree that its locks still hold. */
export function prepare(state: SpannerState, transaction: Coordinated, ctx: Context): void {
  const { id, seen, writes, touched } = transaction;
  const shards = groupByShard(state, [...seen.keys(), ...writes.keys()]);
  transaction.phase = "preparing";
  transaction.missing = Array.from(shards.keys());
  // §4.2.1: greater than TT.now().latest when it was to commit.
  transaction.timestamp = timeAt(state, ctx).latest + 1;
  for (const [shard, keys] of shards) {
    if (!touched.includes(shard)) touched.push(shard);
    const reads = keys.filter((key) => seen.has(key));
    const written = keys.filter((key) => writes.has(key)).map((key) => [key, writes.get(key)!] as const);
    tell(state, shard, { kind: "Prepare", id, reads, writes: written }, ctx);
  }
}

/** A shard is prepared; or it asks again, for nothing came. A transaction that nobody knows was aborted. */
export function onPrepared(
  state: SpannerState,
  from: NodeId,
  { id, timestamp }: Prepared,
  ctx: Context,
): void {
  const transaction = state.coordinated.get(id);
  if (transaction === undefined || transaction.phase === "aborting") {
    tell(state, from, { kind: "Abort", id }, ctx);
  } else if (transaction.phase === "finishing") {
    tell(state, from, { kind: "Commit", id, timestamp: transaction.timestamp }, ctx);
  } else if (transaction.phase === "preparing") {
    transaction.missing = transaction.missing.filter((shard) => shard !== from);
    transaction.timestamp = Math.max(transaction.timestamp, timestamp);
    if (transaction.missing.length === 0) decide(state, transaction, ctx);
  }
}

/** The commit's timestamp is chosen; it counts once it is durable here. */
function decide(state: SpannerState, transaction: Coordinated, ctx: Context): void {
  const { id, number, timestamp, touched, client, request, results } = transaction;
  transaction.phase = "deciding";
  ctx.cancelTimer("give-up", number);
  append(
    state.log,
    { do: "decide", id, timestamp, shards: touched, client, request, results: results.slice() },
    { what: "decided", id },
    ctx,
  );
}

/**
 * Commit wait (§4.1.2): nobody sees the commit before its timestamp has passed everywhere. Whoever begins afterwards,
 * anywhere, takes a later timestamp, so timestamps keep the order in which clients saw things happen.
 */
export function waitOut(state: SpannerState, transaction: Coordinated, ctx: Context): void {
  const { timestamp, number } = transaction;
  const now = timeAt(state, ctx);
  transaction.phase = "waiting";
  if (!state.options.commitWait || hasPassed(timestamp, now)) {
    finish(state, transaction, ctx);
    return;
  }
  const waitUs = timestamp - now.earliest + 1;
  if (ctx.traced) ctx.note("commit-wait", `waits ${waitUs / 1000} ms for its timestamp to pass`, waitUs);
  ctx.setTimer("commit-wait", waitUs, number);
}

/** Phase 2: the client is told, and the shards; they apply it at the same timestamp and free its locks. */
function finish(state: SpannerState, transaction: Coordinated, ctx: Context): void {
  const { id, timestamp, client, touched } = transaction;
  const ending = endingOf(transaction);
  remember(state.ended, ending);
  respond(ending, client, ctx);
  state.commits++;
  if (ctx.traced) ctx.note("commit", `commits at ${timestamp}`, timestamp);
  transaction.phase = "finishing";
  transaction.missing = touched;
  for (const shard of touched) tell(state, shard, { kind: "Commit", id, timestamp }, ctx);
}

/** Once all shards have it on their disks nobody will ask again. */
export function onCommitted(state: SpannerState, from: NodeId, { id }: Committed, ctx: Context): void {
  const transaction = state.coordinated.get(id);
  if (transaction?.phase !== "finishing") return;
  transaction.missing = transaction.missing.filter((shard) => shard !== from);
  if (transaction.missing.length > 0) return;
  append(state.log, { do: "finish", id }, undefined, ctx);
  state.coordinated.delete(id);
}

/** Only while it is not decided. The client is told when the abort is durable: a later copy must find it. */
export function abort(state: SpannerState, transaction: Coordinated, why: string, ctx: Context): void {
  const { id, number, request, touched, phase } = transaction;
  if (phase !== "executing" && phase !== "preparing") return;
  transaction.phase = "aborting";
  state.aborts++;
  ctx.cancelTimer("give-up", number);
  ctx.note("abort", `aborts: ${why}`);
  for (const shard of touched) tell(state, shard, { kind: "Abort", id }, ctx);
  const { session } = request;
  append(state.log, { do: "abort", session, request: request.id }, { what: "aborted", id }, ctx);
}

export function onAbortDurable(
  state: SpannerState,
  { id, request, client }: Coordinated,
  ctx: Context,
): void {
  const ending = { session: request.session, id: request.id };
  remember(state.ended, ending);
  respond(ending, client, ctx);
  state.coordinated.delete(id);
}

/** What its client is told when it has committed. */
export function endingOf({ request, results }: Coordinated): Ending {
  return { session: request.session, id: request.id, value: answerOf(request, results) };
}
