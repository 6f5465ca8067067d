import {
  CLIENT_MESSAGES,
  type ClientReply,
  type ClientRequest,
  type MessageLook,
} from "../../cluster/index.ts";
import type { Entry } from "./log.ts";

/** Figure 2, with what the thesis adds. The sender is the candidate, leader or follower that the paper names by id. */
export interface RequestVote {
  readonly kind: "RequestVote";
  readonly term: number;
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
  /** The leader itself asked for this election (thesis §3.10), so a leader that is heard is no reason to refuse. */
  readonly isTransfer: boolean;
}

export interface RequestVoteReply {
  readonly kind: "RequestVoteReply";
  readonly term: number;
  readonly granted: boolean;
}

/** Thesis §9.6: would you vote for me? `term` is the one that the election would have. */
export interface RequestPreVote {
  readonly kind: "RequestPreVote";
  readonly term: number;
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
}

export interface RequestPreVoteReply {
  readonly kind: "RequestPreVoteReply";
  /** The voter's own. */
  readonly term: number;
  /** The election's. */
  readonly forTerm: number;
  readonly granted: boolean;
}

export interface AppendEntries {
  readonly kind: "AppendEntries";
  readonly term: number;
  readonly prevLogIndex: number;
  readonly prevLogTerm: number;
  /** Empty for a heartbeat. */
  readonly entries: readonly Entry[];
  readonly leaderCommit: number;
  /** The leader's latest round of heartbeats (thesis §6.4); the reply repeats it. */
  readonly round: number;
}

export interface AppendEntriesReply {
  readonly kind: "AppendEntriesReply";
  readonly term: number;
  readonly success: boolean;
  /** What the request had, so that a reply which comes late is known as such. */
  readonly prevLogIndex: number;
  readonly round: number;
  /** Success: up to here the follower's log is durable and the same as the leader's. */
  readonly matchIndex: number;
  /** Refusal (§5.3): the term of the entry that conflicts, 0 if there is none, and the first index of that term. */
  readonly conflictTerm: number;
  readonly conflictIndex: number;
}

/** Thesis §3.10: start an election now. */
export interface TimeoutNow {
  readonly kind: "TimeoutNow";
  readonly term: number;
}

/** What carries the sender's term. */
export type RaftMessage =
  | RequestVote
  | RequestVoteReply
  | RequestPreVote
  | RequestPreVoteReply
  | AppendEntries
  | AppendEntriesReply
  | TimeoutNow;

export type AnyMessage = RaftMessage | ClientRequest | ClientReply;

export const MESSAGES: Readonly<Record<AnyMessage["kind"], MessageLook>> = {
  RequestVote: { family: "vote" },
  RequestVoteReply: { family: "vote", reply: true },
  RequestPreVote: { family: "vote" },
  RequestPreVoteReply: { family: "vote", reply: true },
  AppendEntries: { family: "append" },
  AppendEntriesReply: { family: "append", reply: true },
  TimeoutNow: { family: "vote" },
  Request: CLIENT_MESSAGES["Request"]!,
  Response: CLIENT_MESSAGES["Response"]!,
};

const HEADER_BYTES = 100;
const ENTRY_BYTES = 64;

/** A rough size: what matters is that it grows with the entries. */
export function sizeBytes(message: AnyMessage): number {
  return message.kind === "AppendEntries"
    ? HEADER_BYTES + ENTRY_BYTES * message.entries.length
    : HEADER_BYTES;
}
