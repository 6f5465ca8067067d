import type { Context, NodeId } from "../../cluster/index.ts";
import { advanceCommitIndex } from "./commit.ts";
import { firstIndexOfTerm, lastIndex, termAt } from "./log.ts";
import type { AppendEntriesReply } from "./messages.ts";
import { beginReadRound } from "./reads.ts";
import { sendEntriesTo } from "./replication.ts";
import { becomeFollower } from "./roles.ts";
import { confirmRounds } from "./rounds.ts";
import { NOBODY, type Progress, type RaftState } from "./state.ts";
import { syncWrites } from "./storage.ts";
import { finishTransfer } from "./transfer.ts";

/** A follower has answered AppendEntries: the leader's side. */
export function onAppendEntriesReply(
  state: RaftState,
  from: NodeId,
  message: AppendEntriesReply,
  ctx: Context,
): void {
  if (message.term > state.currentTerm) {
    becomeFollower(state, message.term, NOBODY, ctx);
    syncWrites(state, ctx);
    return;
  }
  if (state.role !== "leader" || message.term < state.currentTerm) return;
  const progress = state.progress[from]!;
  progress.isActive = true;
  if (message.success) onAccepted(state, from, progress, message, ctx);
  else if (isFresh(progress, message)) goBack(state, from, progress, message, ctx);
  if (message.round > progress.ackedRound) {
    progress.ackedRound = message.round;
    confirmRounds(state, ctx);
  }
  beginReadRound(state, ctx);
}

function onAccepted(
  state: RaftState,
  from: NodeId,
  progress: Progress,
  message: AppendEntriesReply,
  ctx: Context,
): void {
  const isTooHigh = state.options.bug === "match-index-too-high";
  const matchIndex = isTooHigh ? progress.nextIndex - 1 : message.matchIndex;
  progress.isProbing = false;
  progress.isWaiting = false;
  if (matchIndex > progress.matchIndex) {
    progress.matchIndex = matchIndex;
    if (progress.nextIndex <= matchIndex) progress.nextIndex = matchIndex + 1;
    advanceCommitIndex(state, ctx);
    if (state.transferTo === from) finishTransfer(state, ctx);
  }
  if (progress.nextIndex <= lastIndex(state.log)) sendEntriesTo(state, from, ctx);
}

/** A refusal that comes late says nothing about what was sent since; one of what is known to match, nothing at all. */
function isFresh(
  { isProbing, matchIndex, nextIndex }: Progress,
  { prevLogIndex }: AppendEntriesReply,
): boolean {
  if (prevLogIndex <= matchIndex) return false;
  return isProbing ? prevLogIndex === nextIndex - 1 : prevLogIndex < nextIndex;
}

/**
 * §5.3: goes back to the end of the conflicting term if this log has it, else to the follower's beginning of it; never
 * to what is known to match.
 */
function goBack(
  state: RaftState,
  from: NodeId,
  progress: Progress,
  { conflictTerm, conflictIndex }: AppendEntriesReply,
  ctx: Context,
): void {
  let nextIndex = conflictIndex;
  if (conflictTerm > 0) {
    const behindTerm = firstIndexOfTerm(state.log, conflictTerm + 1);
    if (termAt(state.log, behindTerm - 1) === conflictTerm) nextIndex = behindTerm;
  }
  progress.nextIndex = Math.max(progress.matchIndex + 1, Math.min(nextIndex, progress.nextIndex));
  progress.isProbing = true;
  progress.isWaiting = false;
  sendEntriesTo(state, from, ctx);
}
