import type { Context, Distribution, NodeId } from "../../cluster/index.ts";
import { appendTo, cut, lastIndex, type Entry } from "./log.ts";
import type { RaftMessage } from "./messages.ts";
import type { RaftState, Storage } from "./state.ts";
import { resetElectionTimer } from "./timers.ts";

/**
 * Persistence (Figure 2: "updated on stable storage before responding to RPCs").
 *
 * A handler changes the term, the vote or the log through the functions here, then asks once for a sync. What
 * depends on a write waits in the outbox for the sync that covers it; what depends on nothing new leaves at once,
 * and costs no sync.
 *
 * Between issue and completion the state may move on. A cut takes back what a sync under way has promised of
 * the log; and a message of an earlier term is not sent any more: an acknowledgement of a deposed leader's
 * entries must not leave a node that may already have dropped them.
 */
export const VOTE_CELL = "vote";
export const LOG_FILE = "log";

export interface StoredVote {
  readonly currentTerm: number;
  readonly votedFor: NodeId;
}

export function createStorage(durableIndex: number): Storage {
  return {
    issued: 0,
    completed: 0,
    isDirty: false,
    voteSync: 0,
    durableIndex,
    syncingIndex: 0,
    nextLatency: null,
    outbox: [],
  };
}

/** Writes currentTerm and votedFor. */
export function writeVote(state: RaftState, ctx: Context): void {
  const { currentTerm, votedFor, storage } = state;
  ctx.disk.write(VOTE_CELL, { currentTerm, votedFor } satisfies StoredVote);
  storage.isDirty = true;
  storage.voteSync = storage.issued + 1;
}

export function writeEntry(state: RaftState, entry: Entry, ctx: Context): void {
  appendTo(state.log, entry);
  ctx.disk.append(LOG_FILE, entry);
  state.storage.isDirty = true;
}

/** Takes the entries from `index` on away. */
export function writeCut(state: RaftState, index: number, ctx: Context): void {
  const { log, storage } = state;
  cut(log, index);
  ctx.disk.truncate(LOG_FILE, index - log.baseIndex - 1);
  storage.durableIndex = Math.min(storage.durableIndex, index - 1);
  storage.syncingIndex = Math.min(storage.syncingIndex, index - 1);
  storage.isDirty = true;
}

/** Makes what was written durable: now, or with the next sync when one is under way. */
export function syncWrites(state: RaftState, ctx: Context, latency?: Distribution): void {
  const { storage } = state;
  if (latency !== undefined) storage.nextLatency = latency;
  if (!storage.isDirty || storage.issued !== storage.completed) return;
  storage.isDirty = false;
  storage.syncingIndex = lastIndex(state.log);
  storage.issued++;
  ctx.disk.sync(storage.issued, storage.nextLatency ?? undefined);
  storage.nextLatency = null;
}

/** The sync that covers everything written so far. */
export function latestSync(storage: Storage): number {
  return storage.isDirty ? storage.issued + 1 : storage.issued;
}

/** Sends when `sync` has completed. */
export function sendAfter(
  state: RaftState,
  sync: number,
  to: NodeId,
  message: RaftMessage,
  ctx: Context,
): void {
  if (sync <= state.storage.completed) send(state, to, message, ctx);
  else state.storage.outbox.push({ sync, to, message });
}

/** Sync number `sync` has completed: everything written before it was issued is durable. */
export function onSyncCompleted(state: RaftState, sync: number, ctx: Context): void {
  const { storage } = state;
  storage.completed = sync;
  storage.durableIndex = Math.max(storage.durableIndex, storage.syncingIndex);
  if (storage.outbox.length > 0) sendDeferred(state, ctx);
  syncWrites(state, ctx);
}

function sendDeferred(state: RaftState, ctx: Context): void {
  const { outbox, completed } = state.storage;
  let kept = 0;
  for (const deferred of outbox) {
    if (deferred.sync > completed) outbox[kept++] = deferred;
    else if (deferred.message.term === state.currentTerm) send(state, deferred.to, deferred.message, ctx);
  }
  outbox.length = kept;
}

function send(state: RaftState, to: NodeId, message: RaftMessage, ctx: Context): void {
  if (message.kind === "RequestVoteReply" && message.granted) onVoteLeaves(state, message.term, to, ctx);
  ctx.send(to, message);
}

/**
 * A vote is given when it leaves, and a voter waits from then on (§5.2): while it waits for its disk it stands for
 * nothing. With slow disks and narrow timeouts this decides how many elections fail in a row (Figure 16).
 */
function onVoteLeaves(state: RaftState, term: number, candidate: NodeId, ctx: Context): void {
  state.sentVote = { term, candidate };
  if (state.role === "follower") resetElectionTimer(state, ctx);
}
