import type { Context, NodeId, Program } from "../../cluster/index.ts";
import { onAppendEntriesReply } from "./append-entries-reply.ts";
import { onAppendEntries } from "./append-entries.ts";
import { onRequest } from "./client-requests.ts";
import { advanceCommitIndex, countOwnDisk } from "./commit.ts";
import { describeMessage } from "./describe-message.ts";
import { describe, describeCell } from "./describe.ts";
import { askForVotes, onRequestVote, onRequestVoteReply, startElection } from "./election.ts";
import { invariants } from "./invariants/index.ts";
import { onCheckQuorum } from "./leader-contact.ts";
import { MESSAGES, sizeBytes, type AnyMessage } from "./messages.ts";
import type { RaftOptions } from "./options.ts";
import { onRequestPreVote, onRequestPreVoteReply, startPreVote } from "./pre-vote.ts";
import { beginReadRound } from "./reads.ts";
import { sendHeartbeats } from "./replication.ts";
import { formatDisk, restart, start } from "./start.ts";
import type { RaftState } from "./state.ts";
import { onSyncCompleted } from "./storage.ts";
import { TIMERS } from "./timers.ts";
import { onTimeoutNow, onTransferTimeout, startTransfer } from "./transfer.ts";

/** Thesis §3.10; what an operator may ask. */
const TRANSFER_LEADERSHIP = "transfer-leadership";

/**
 * Raft: a replicated log under one elected leader.
 *
 * Diego Ongaro and John Ousterhout, "In Search of an Understandable Consensus Algorithm (Extended Version)", 2014:
 * a bare § in this folder is a section of it. Diego Ongaro, "Consensus: Bridging Theory and Practice", 2014: thesis §.
 */
export const raft: Program<RaftState, AnyMessage, RaftOptions> = {
  name: "raft",
  messages: MESSAGES,
  timers: TIMERS,
  formatDisk,
  init: start,
  onRestart: restart,
  onMessage,
  onTimer,
  onDisk,
  onAsk,
  requests: [TRANSFER_LEADERSHIP],
  describe,
  describeMessage,
  describeCell,
  contents: ({ machine }) => machine.store,
  roleOf: ({ role, currentTerm }) => ({ role, term: currentTerm }),
  needsMajority: () => true,
  sizeBytes,
  tokens: ({ reads }) => (reads === "local" ? "ignored" : "needless"),
  invariants,
  assumptions: [
    "The members of the cluster never change (§6).",
    "Logs are never compacted into log snapshots (§7).",
    "Client sessions never expire.",
    "currentTerm and votedFor are written together, atomically.",
    "Handling an event takes no processor time unless the node is slow.",
    "A node tells a leader that is heard by its own clock, which may drift and be stepped.",
  ],
};

function onMessage(state: RaftState, from: NodeId, message: AnyMessage, ctx: Context): void {
  switch (message.kind) {
    case "AppendEntries":
      onAppendEntries(state, from, message, ctx);
      return;
    case "AppendEntriesReply":
      onAppendEntriesReply(state, from, message, ctx);
      return;
    case "Request":
      onRequest(state, from, message, ctx);
      return;
    case "RequestVote":
      onRequestVote(state, from, message, ctx);
      return;
    case "RequestVoteReply":
      onRequestVoteReply(state, from, message, ctx);
      return;
    case "RequestPreVote":
      onRequestPreVote(state, from, message, ctx);
      return;
    case "RequestPreVoteReply":
      onRequestPreVoteReply(state, from, message, ctx);
      return;
    case "TimeoutNow":
      onTimeoutNow(state, message, ctx);
      return;
    case "Response":
  }
}

function onTimer(state: RaftState, name: string, ctx: Context): void {
  switch (name) {
    case "heartbeat":
      sendHeartbeats(state, ctx);
      return;
    case "election":
      if (state.options.preVote) startPreVote(state, ctx);
      else startElection(state, false, ctx);
      return;
    case "check-quorum":
      onCheckQuorum(state, ctx);
      return;
    default:
      onTransferTimeout(state);
  }
}

function onDisk(state: RaftState, sync: number, ctx: Context): void {
  onSyncCompleted(state, sync, ctx);
  if (state.role === "candidate") askForVotes(state, ctx);
  if (state.role !== "leader") return;
  countOwnDisk(state, ctx);
  if (advanceCommitIndex(state, ctx)) beginReadRound(state, ctx);
}

function onAsk(state: RaftState, request: string, about: NodeId | undefined, ctx: Context): boolean {
  if (request !== TRANSFER_LEADERSHIP) return false;
  startTransfer(state, about, ctx);
  return true;
}
