import type { Context, NodeId } from "../../cluster/index.ts";
import { otherVotersOf } from "./configuration.ts";
import { entriesFrom, lastIndex, termAt, type Entry } from "./log.ts";
import type { AppendEntries } from "./messages.ts";
import { beginRound } from "./rounds.ts";
import type { RaftState } from "./state.ts";

const NO_ENTRIES: readonly Entry[] = [];

/** §5.2: a heartbeat to everyone each interval, with whatever the follower lacks. */
export function sendHeartbeats(state: RaftState, ctx: Context): void {
  ctx.setTimer("heartbeat", state.options.heartbeatUs);
  for (const peer of otherVotersOf(ctx)) state.progress[peer]!.isWaiting = false;
  sendRound(state, ctx);
}

/** A round of heartbeats out of turn, to confirm that this node leads (thesis §6.4). */
export function sendRound(state: RaftState, ctx: Context): void {
  beginRound(state, ctx);
  sendToAll(state, true, ctx);
}

/** New entries: to everyone whose log is known to agree, and to others if they were not asked yet. */
export function sendEntries(state: RaftState, ctx: Context): void {
  sendToAll(state, false, ctx);
}

/** Followers that are equally far get the same message. One that was asked already gets an empty one, in a round. */
function sendToAll(state: RaftState, isRound: boolean, ctx: Context): void {
  let message: AppendEntries | undefined;
  for (const peer of otherVotersOf(ctx)) {
    const { isWaiting, nextIndex } = state.progress[peer]!;
    if (isWaiting) {
      if (isRound) ctx.send(peer, createAppendEntries(state, nextIndex, 0));
      continue;
    }
    if (message === undefined || message.prevLogIndex !== nextIndex - 1)
      message = createAppendEntries(state, nextIndex, state.options.maxBatch);
    sendTo(state, peer, message, ctx);
  }
}

/** The next entries for one follower. */
export function sendEntriesTo(state: RaftState, peer: NodeId, ctx: Context): void {
  const { isWaiting, nextIndex } = state.progress[peer]!;
  if (!isWaiting) sendTo(state, peer, createAppendEntries(state, nextIndex, state.options.maxBatch), ctx);
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

function createAppendEntries(state: RaftState, nextIndex: number, count: number): AppendEntries {
  const { log } = state;
  const isEmpty = count === 0 || nextIndex > lastIndex(log);
  return {
    kind: "AppendEntries",
    term: state.currentTerm,
    prevLogIndex: nextIndex - 1,
    prevLogTerm: termAt(log, nextIndex - 1),
    entries: isEmpty ? NO_ENTRIES : entriesFrom(log, nextIndex, count),
    leaderCommit: state.commitIndex,
    round: state.reading.round,
  };
}
