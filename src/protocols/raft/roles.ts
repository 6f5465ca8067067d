import type { Context, NodeId } from "../../cluster/index.ts";
import { redirectReads } from "./pending-reads.ts";
import { NOBODY, type RaftRole, type RaftState } from "./state.ts";
import { writeVote } from "./storage.ts";
import { resetElectionTimer } from "./timers.ts";

/** For lanes, which are coloured by role and term. */
export function noteRole(state: RaftState, ctx: Context): void {
  ctx.note("role", state.role, state.currentTerm);
}

export function setRole(state: RaftState, role: RaftRole, leaderId: NodeId, ctx: Context): void {
  state.role = role;
  state.leaderId = leaderId;
  noteRole(state, ctx);
}

/**
 * §5.1: whoever learns of a later term takes it and is a follower; §5.2: so is a candidate that hears the leader of
 * its own term. Writes the term if it is new; the caller syncs.
 */
export function becomeFollower(state: RaftState, term: number, leaderId: NodeId, ctx: Context): void {
  const isNewTerm = term > state.currentTerm;
  if (isNewTerm) {
    state.currentTerm = term;
    state.votedFor = NOBODY;
    writeVote(state, ctx);
  }
  if (state.role === "leader") giveUpLeadership(state, leaderId, ctx);
  if (isNewTerm || state.role !== "follower") setRole(state, "follower", leaderId, ctx);
  state.leaderId = leaderId;
  state.votes = [];
  state.isTransferElection = false;
}

/**
 * Requests that were appended are not answered any more: they may yet be committed by another leader, or not, and
 * this node will not know. Reads change nothing, so their clients are sent on.
 */
function giveUpLeadership(state: RaftState, leaderId: NodeId, ctx: Context): void {
  ctx.cancelTimer("heartbeat");
  ctx.cancelTimer("check-quorum");
  ctx.cancelTimer("transfer");
  redirectReads(state, leaderId, ctx);
  state.progress = [];
  state.transferTo = NOBODY;
  resetElectionTimer(state, ctx);
}
