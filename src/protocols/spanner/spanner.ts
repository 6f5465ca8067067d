import type { Context, Durable, Invariant, NodeId, Program } from "../../cluster/index.ts";
import { newestValues } from "../multi-version/versions.ts";
import { onLockReply, onRequest, onWounded } from "./coordinate.ts";
import { describe, describeMessage } from "./describe.ts";
import { onePreparedWriter } from "./invariants/one-prepared-writer.ts";
import { preparedAfterPromise } from "./invariants/prepared-after-promise.ts";
import { timestampsRise } from "./invariants/timestamps-rise.ts";
import { onSynced, type Due } from "./log.ts";
import { MESSAGES, type AnyMessage } from "./messages.ts";
import type { SpannerOptions } from "./options.ts";
import { coordinatorOf, shardOf } from "./placement.ts";
import { onReadReply } from "./read-only.ts";
import { onLock } from "./shard-locks.ts";
import { onAbort, onCommit } from "./shard-outcome.ts";
import { onPrepare, onPrepareDurable } from "./shard-prepare.ts";
import { onRead } from "./snapshot-reads.ts";
import { restart, start } from "./start.ts";
import type { SpannerState } from "./state.ts";
import { tell } from "./tell.ts";
import { onTimer, TIMERS } from "./timers.ts";
import { onAbortDurable, onCommitted, onPrepared, waitOut } from "./two-phase-commit.ts";

/**
 * Spanner: transactions over shards, in an order that the clock on the wall agrees with.
 *
 * James C. Corbett et al., "Spanner: Google's Globally-Distributed Database", OSDI 2012: a bare § in this folder is a
 * section of it. Read-write transactions lock, commit in two phases and take a timestamp; commit wait makes that
 * timestamp pass before anybody sees the commit; read-only ones read without locks at a timestamp of their own.
 */
export const spanner: Program<SpannerState, AnyMessage, SpannerOptions> = {
  name: "spanner",
  messages: MESSAGES,
  timers: TIMERS,
  init: start,
  onRestart(durable: Durable, ctx, options) {
    const state = restart(durable, ctx, options);
    drainInbox(state, ctx);
    return state;
  },
  onMessage(state, from, message, ctx) {
    onMessage(state, from, message, ctx);
    drainInbox(state, ctx);
  },
  onTimer(state, name, ctx, number) {
    onTimer(state, name, ctx, number);
    drainInbox(state, ctx);
  },
  onDisk(state, _token, ctx) {
    for (const due of onSynced(state.log, ctx)) onDurable(state, due, ctx);
    drainInbox(state, ctx);
  },
  describe,
  describeMessage,
  contents: ({ shard }) => newestValues(shard.versions),
  keeps: (state, key) => shardOf(state, key) === state.self,
  roleOf: () => ({ role: "shard", term: 0 }),
  moments: ["abort", "blocked-read", "commit-wait"],
  invariants: [timestampsRise, onePreparedWriter, preparedAfterPromise] as readonly Invariant[],
  assumptions: [
    "Each shard is one node with one disk: there is no Paxos group behind it, so a crash makes its keys unavailable.",
    "The uncertainty of clocks is a constant; TrueTime's grows between synchronizations.",
    "The shard of the first key that a transaction writes coordinates it, and prepares like the others; whoever else is asked passes the request on.",
    "A client sends its whole transaction at once, and the coordinator takes its steps one after the other.",
    "A read-only transaction reads at TT.now().latest, also when it reads one shard only.",
    "Versions older than 10 s are dropped, the log is never cut, and client sessions never expire.",
  ],
};

function drainInbox(state: SpannerState, ctx: Context): void {
  while (state.inbox.length > 0) onMessage(state, state.self, state.inbox.shift()!, ctx);
}

function onMessage(state: SpannerState, from: NodeId, message: AnyMessage, ctx: Context): void {
  switch (message.kind) {
    case "Request":
      onRequest(state, from, message, ctx);
      return;
    case "Forward":
      onRequest(state, message.client, message.request, ctx);
      return;
    case "Lock":
      onLock(state, message, ctx);
      return;
    case "LockReply":
      onLockReply(state, from, message, ctx);
      return;
    case "Wounded":
      onWounded(state, message, ctx);
      return;
    case "Prepare":
      onPrepare(state, message, ctx);
      return;
    case "Prepared":
      onPrepared(state, from, message, ctx);
      return;
    case "Commit":
      onCommit(state, from, message, ctx);
      return;
    case "Committed":
      onCommitted(state, from, message, ctx);
      return;
    case "Abort":
      onAbort(state, message, ctx);
      return;
    case "Read":
      onRead(state, from, message, ctx);
      return;
    case "ReadReply":
      onReadReply(state, from, message, ctx);
      return;
    case "Response":
  }
}

/** What waited for the disk. */
function onDurable(state: SpannerState, { what, id }: Due, ctx: Context): void {
  const part = state.shard.parts.get(id);
  const transaction = state.coordinated.get(id);
  if (what === "prepared" && part?.phase === "logging") onPrepareDurable(state, part, ctx);
  else if (what === "applied") tell(state, coordinatorOf(state, id), { kind: "Committed", id }, ctx);
  else if (what === "decided" && transaction !== undefined) waitOut(state, transaction, ctx);
  else if (what === "aborted" && transaction !== undefined) onAbortDurable(state, transaction, ctx);
}
