import type { Context, NodeId } from "../../cluster/index.ts";
import { majorityOf, otherVotersOf } from "./configuration.ts";
import { hearsLeader, isSticky } from "./leader-contact.ts";
import { becomeLeader } from "./leadership.ts";
import { isUpToDate, lastIndex, lastTerm } from "./log.ts";
import type { RequestVote, RequestVoteReply } from "./messages.ts";
import { becomeFollower, setRole } from "./roles.ts";
import { NOBODY, type RaftState } from "./state.ts";
import { sendAfter, syncWrites, writeVote } from "./storage.ts";
import { resetElectionTimer } from "./timers.ts";

/** §5.2: a new term and a vote for itself; others are asked once both are durable. */
export function startElection(state: RaftState, isTransfer: boolean, ctx: Context): void {
  state.currentTerm++;
  state.votedFor = ctx.self;
  state.votes = [];
  state.isTransferElection = isTransfer;
  setRole(state, "candidate", NOBODY, ctx);
  resetElectionTimer(state, ctx);
  writeVote(state, ctx);
  syncWrites(state, ctx, state.options.candidateSync);
}

/** A sync has completed: a candidate whose own vote is durable now counts it and asks the others. */
export function askForVotes(state: RaftState, ctx: Context): void {
  const { role, votes, storage } = state;
  if (role !== "candidate" || votes.length > 0 || storage.voteSync > storage.completed) return;
  state.sentVote = { term: state.currentTerm, candidate: ctx.self };
  const message: RequestVote = {
    kind: "RequestVote",
    term: state.currentTerm,
    lastLogIndex: lastIndex(state.log),
    lastLogTerm: lastTerm(state.log),
    isTransfer: state.isTransferElection,
  };
  for (const peer of otherVotersOf(ctx)) ctx.send(peer, message);
  countVote(state, ctx.self, ctx);
}

/** Figure 2, RequestVote RPC. */
export function onRequestVote(state: RaftState, from: NodeId, message: RequestVote, ctx: Context): void {
  // Thesis §4.2.3: a node that hears a leader neither votes nor takes the term, unless the leader wished it so.
  const isDisturbed = isSticky(state) && !message.isTransfer && hearsLeader(state, ctx);
  if (message.term > state.currentTerm && !isDisturbed) becomeFollower(state, message.term, NOBODY, ctx);
  const granted = message.term === state.currentTerm && canVoteFor(state, from, message);
  if (granted) {
    resetElectionTimer(state, ctx);
    if (state.votedFor !== from) {
      state.votedFor = from;
      writeVote(state, ctx);
      if (ctx.traced) ctx.note("vote", `votes for ${ctx.nameOf(from)}`, state.currentTerm);
    }
  }
  syncWrites(state, ctx, granted ? state.options.voteSync : undefined);
  const reply: RequestVoteReply = { kind: "RequestVoteReply", term: state.currentTerm, granted };
  sendAfter(state, state.storage.voteSync, from, reply, ctx);
}

/** One vote a term, first come first served (§5.2), and none for a log that is not up-to-date (§5.4.1). */
function canVoteFor(state: RaftState, candidate: NodeId, message: RequestVote): boolean {
  if (state.votedFor !== NOBODY && state.votedFor !== candidate) return false;
  if (state.options.bug === "skip-log-check") return true;
  return isUpToDate(state.log, message.lastLogTerm, message.lastLogIndex);
}

export function onRequestVoteReply(
  state: RaftState,
  from: NodeId,
  message: RequestVoteReply,
  ctx: Context,
): void {
  if (message.term > state.currentTerm) {
    becomeFollower(state, message.term, NOBODY, ctx);
    syncWrites(state, ctx);
  } else if (message.granted && message.term === state.currentTerm && state.role === "candidate") {
    countVote(state, from, ctx);
  }
}

/** §5.2: a majority of votes in one term makes a leader. */
function countVote(state: RaftState, voter: NodeId, ctx: Context): void {
  if (!state.votes.includes(voter)) state.votes.push(voter);
  if (state.votes.length < majorityOf(ctx)) return;
  ctx.note("elected", `elected in term ${state.currentTerm}`, state.currentTerm);
  becomeLeader(state, ctx);
}
