import type { Context, NodeId } from "../../cluster/index.ts";
import { otherVotersOf } from "./configuration.ts";
import { entriesFrom, lastIndex, termAt, type Entry } from "./log.ts";
import type { AppendEntries } from "./messages.ts";
import { beginRound } from "./rounds.ts";
import type { RaftState } from "./state.ts";

const NO_ENTRIES: readonly Entry[] = [];

/** A round of heartbeats: AppendEntries to everyone, with whatever they lack (§5.2). */
export function sendHeartbeats(state: RaftState, ctx: Context): void {
  ctx.setTimer("heartbeat", state.options.heartbeatUs);
  beginRound(state, ctx);
  for (const peer of otherVotersOf(ctx)) state.progress[peer]!.isWaiting = false;
  sendToAll(state, true, ctx);
}

/** New entries: to everyone whose log is known to agree, and to others if they were not asked yet. */
export function sendEntries(state: RaftState, ctx: Context): void {
  sendToAll(state, false, ctx);
}

/** Followers that are equally far get the same message. */
function sendToAll(state: RaftState, isHeartbeat: boolean, ctx: Context): void {
  let message: AppendEntries | undefined;
  for (const peer of otherVotersOf(ctx)) {
    const progress = state.progress[peer]!;
    if (!isHeartbeat && progress.isWaiting) continue;
    if (message === undefined || message.prevLogIndex !== progress.nextIndex - 1)
      message = createAppendEntries(state, progress.nextIndex);
    sendTo(state, peer, message, ctx);
  }
}

/** The next entries for one follower. */
export function sendEntriesTo(state: RaftState, peer: NodeId, ctx: Context): void {
  const progress = state.progress[peer]!;
  if (!progress.isWaiting) sendTo(state, peer, createAppendEntries(state, progress.nextIndex), ctx);
}

/**
 * While the logs agree the next entries follow without waiting for an answer (thesis §10.2.1): should one message be
 * lost, the next one's consistency check fails and the leader goes back.
 */
function sendTo(state: RaftState, peer: NodeId, message: AppendEntries, ctx: Context): void {
  const progress = state.progress[peer]!;
  if (progress.isProbing) progress.isWaiting = true;
  else progress.nextIndex += message.entries.length;
  ctx.send(peer, message);
}

function createAppendEntries(state: RaftState, nextIndex: number): AppendEntries {
  const { log } = state;
  const isHeartbeat = nextIndex > lastIndex(log);
  return {
    kind: "AppendEntries",
    term: state.currentTerm,
    prevLogIndex: nextIndex - 1,
    prevLogTerm: termAt(log, nextIndex - 1),
    entries: isHeartbeat ? NO_ENTRIES : entriesFrom(log, nextIndex, state.options.maxBatch),
    leaderCommit: state.commitIndex,
    round: state.reading.round,
  };
}
