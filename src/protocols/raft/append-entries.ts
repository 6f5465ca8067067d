import type { Context, NodeId } from "../../cluster/index.ts";
import { commitUpTo } from "./commit.ts";
import { firstIndexOfTerm, lastIndex, termAt } from "./log.ts";
import type { AppendEntries, AppendEntriesReply } from "./messages.ts";
import { becomeFollower } from "./roles.ts";
import type { RaftState } from "./state.ts";
import { latestSync, sendAfter, syncWrites, writeCut, writeEntry } from "./storage.ts";
import { resetElectionTimer } from "./timers.ts";

/** Figure 2, AppendEntries RPC: the follower's side. */
export function onAppendEntries(state: RaftState, from: NodeId, message: AppendEntries, ctx: Context): void {
  if (message.term < state.currentTerm) {
    refuse(state, from, message, 0, 0, ctx);
    return;
  }
  hearLeader(state, from, message.term, ctx);
  const { log } = state;
  const { prevLogIndex, prevLogTerm } = message;
  const term = termAt(log, prevLogIndex);
  if (term !== prevLogTerm) {
    // §5.3: names the whole term that conflicts, so that the leader goes back a term at a time.
    const isShort = term < 0;
    const conflictIndex = isShort ? lastIndex(log) + 1 : firstIndexOfTerm(log, term);
    syncWrites(state, ctx);
    refuse(state, from, message, isShort ? 0 : term, conflictIndex, ctx);
    return;
  }
  storeEntries(state, message, ctx);
  const matchIndex = prevLogIndex + message.entries.length;
  if (message.leaderCommit > state.commitIndex) {
    const index = Math.min(message.leaderCommit, matchIndex);
    if (index > state.commitIndex) commitUpTo(state, index, ctx);
  }
  syncWrites(state, ctx);
  acknowledge(state, from, message, matchIndex, ctx);
}

/** §5.2: the leader of this term, or of a later one, is there. */
function hearLeader(state: RaftState, from: NodeId, term: number, ctx: Context): void {
  if (term > state.currentTerm || state.role !== "follower") becomeFollower(state, term, from, ctx);
  if (state.leaderId !== from || state.heardTerm !== term) {
    state.leaderId = from;
    state.heardTerm = term;
    ctx.note("leader-heard", `hears ${ctx.nameOf(from)} lead term ${term}`, term);
  }
  state.heardLeaderUs = ctx.localTime();
  resetElectionTimer(state, ctx);
}

/** Figure 2, steps 3 and 4: entries that conflict go, with all behind them; those that are new come. */
function storeEntries(state: RaftState, { prevLogIndex, entries }: AppendEntries, ctx: Context): void {
  for (let offset = 0; offset < entries.length; offset++) {
    const entry = entries[offset]!;
    const index = prevLogIndex + 1 + offset;
    const held = termAt(state.log, index);
    if (held === entry.term) continue;
    if (held >= 0) writeCut(state, index, ctx);
    writeEntry(state, entry, ctx);
  }
}

/**
 * Acknowledges what is durable. A heartbeat is answered at once, with as much as is; entries, when they are.
 */
function acknowledge(
  state: RaftState,
  from: NodeId,
  message: AppendEntries,
  matchIndex: number,
  ctx: Context,
): void {
  const { storage } = state;
  let sync = storage.voteSync;
  let durable = matchIndex;
  if (matchIndex > storage.durableIndex && state.options.bug !== "ack-before-sync") {
    if (message.entries.length > 0) sync = latestSync(storage);
    else durable = storage.durableIndex;
  }
  sendAfter(state, sync, from, createReply(state, message, true, durable, 0, 0), ctx);
}

function refuse(
  state: RaftState,
  from: NodeId,
  message: AppendEntries,
  conflictTerm: number,
  conflictIndex: number,
  ctx: Context,
): void {
  const reply = createReply(state, message, false, 0, conflictTerm, conflictIndex);
  sendAfter(state, state.storage.voteSync, from, reply, ctx);
}

function createReply(
  state: RaftState,
  { prevLogIndex, round }: AppendEntries,
  success: boolean,
  matchIndex: number,
  conflictTerm: number,
  conflictIndex: number,
): AppendEntriesReply {
  const term = state.currentTerm;
  return {
    kind: "AppendEntriesReply",
    term,
    success,
    prevLogIndex,
    round,
    matchIndex,
    conflictTerm,
    conflictIndex,
  };
}
