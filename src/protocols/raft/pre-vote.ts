import type { Context, NodeId } from "../../cluster/index.ts";
import { majorityOf, otherVotersOf } from "./configuration.ts";
import { startElection } from "./election.ts";
import { hearsLeader } from "./leader-contact.ts";
import { isUpToDate, lastIndex, lastTerm } from "./log.ts";
import type { RequestPreVote, RequestPreVoteReply } from "./messages.ts";
import { becomeFollower, setRole } from "./roles.ts";
import { NOBODY, type RaftState } from "./state.ts";
import { sendAfter, syncWrites } from "./storage.ts";
import { resetElectionTimer } from "./timers.ts";

/**
 * PreVote (thesis §9.6): a node raises its term only when a majority would vote for it, so one that was cut off comes
 * back with the term it left with. Nothing here is a promise, so nothing is written.
 */
export function startPreVote(state: RaftState, ctx: Context): void {
  state.votes = [];
  setRole(state, "pre-candidate", NOBODY, ctx);
  resetElectionTimer(state, ctx);
  const message: RequestPreVote = {
    kind: "RequestPreVote",
    term: state.currentTerm + 1,
    lastLogIndex: lastIndex(state.log),
    lastLogTerm: lastTerm(state.log),
  };
  for (const peer of otherVotersOf(ctx)) ctx.send(peer, message);
  countPreVote(state, ctx.self, ctx);
}

export function onRequestPreVote(
  state: RaftState,
  from: NodeId,
  message: RequestPreVote,
  ctx: Context,
): void {
  const granted =
    message.term > state.currentTerm &&
    isUpToDate(state.log, message.lastLogTerm, message.lastLogIndex) &&
    !hearsLeader(state, ctx);
  const reply: RequestPreVoteReply = {
    kind: "RequestPreVoteReply",
    term: state.currentTerm,
    forTerm: message.term,
    granted,
  };
  sendAfter(state, state.storage.voteSync, from, reply, ctx);
}

export function onRequestPreVoteReply(
  state: RaftState,
  from: NodeId,
  message: RequestPreVoteReply,
  ctx: Context,
): void {
  if (message.term > state.currentTerm) {
    becomeFollower(state, message.term, NOBODY, ctx);
    syncWrites(state, ctx);
    return;
  }
  const isCurrent = state.role === "pre-candidate" && message.forTerm === state.currentTerm + 1;
  if (isCurrent && message.granted) countPreVote(state, from, ctx);
}

function countPreVote(state: RaftState, voter: NodeId, ctx: Context): void {
  if (!state.votes.includes(voter)) state.votes.push(voter);
  if (state.votes.length >= majorityOf(ctx)) startElection(state, false, ctx);
}
