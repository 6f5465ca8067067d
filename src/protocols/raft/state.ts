import type { ClientRequest, Distribution, NodeId } from "../../cluster/index.ts";
import type { SessionStore } from "../state-machines/sessions.ts";
import type { Log } from "./log.ts";
import type { RaftMessage } from "./messages.ts";
import type { RaftOptions } from "./options.ts";

export type RaftRole = "follower" | "pre-candidate" | "candidate" | "leader";

/** No node: votedFor and leaderId while there is none. */
export const NOBODY = -1;

/** One replica: Figure 2's state, and what the thesis adds. Plain data. */
export interface RaftState {
  readonly options: RaftOptions;
  readonly self: NodeId;
  role: RaftRole;
  /** Whom this node takes for the leader of currentTerm. */
  leaderId: NodeId;

  /** Persistent: on disk before anything that depends on it is sent. See `storage`. */
  currentTerm: number;
  /** Who has this node's vote in currentTerm. */
  votedFor: NodeId;
  readonly log: Log;
  readonly storage: Storage;

  /** 0 ≤ lastApplied = commitIndex: what is committed is applied at once. */
  commitIndex: number;
  lastApplied: number;
  readonly machine: SessionStore;

  /** Who voted for this candidate, or would; empty until its own vote is durable. */
  votes: NodeId[];
  /** This election was asked for by the leader (thesis §3.10). */
  isTransferElection: boolean;
  /** The last vote that left this node, for itself or another; volatile, for those who watch. */
  sentVote: { term: number; candidate: NodeId };
  /** When a current leader was last heard, on this node's clock, µs; and the last term in which one was. */
  heardLeaderUs: number;
  heardTerm: number;

  /** By node; empty unless this node leads. Its own slot says what its disk has. */
  progress: Progress[];
  reading: Reading;
  /** To whom leadership is being transferred. */
  transferTo: NodeId;
}

/** What a leader knows of one follower. 0 ≤ matchIndex < nextIndex ≤ lastIndex + 1. */
export interface Progress {
  /** Its log is durable and the same as the leader's up to here. */
  matchIndex: number;
  /** The next entry to send it. Ahead of what was acknowledged while entries follow one another (thesis §10.2.1). */
  nextIndex: number;
  /** Where its log agrees is not known yet: one AppendEntries at a time, until one succeeds. */
  isProbing: boolean;
  /** Probing, and one is under way. */
  isWaiting: boolean;
  /** The latest round of heartbeats that it answered. ackedRound ≤ reading.round */
  ackedRound: number;
  /** It answered anything since the last quorum check (thesis §6.2). */
  isActive: boolean;
}

/** Linearizable reads that wait, and what confirms that this node still leads (thesis §6.4). */
export interface Reading {
  /** In order of arrival. */
  waiting: PendingRead[];
  /** Rounds of heartbeats begun in this term. */
  round: number;
  /** The round whose confirmation prolongs the lease, 0 for none, and when it began, on this node's clock, µs. */
  leaseRound: number;
  leaseRoundStartUs: number;
  /** Until when no other leader can have been elected, if clocks keep their bound, on this node's clock, µs. */
  leaseEndUs: number;
  /** A transfer was begun in this term: its target may be elected at any later time, so there is no lease any more. */
  isLeaseBarred: boolean;
}

export interface PendingRead {
  readonly client: NodeId;
  readonly request: ClientRequest;
  /** The round that must be confirmed; 0 while it has not begun. */
  round: number;
}

/**
 * What is on disk and what is on its way there. At most one sync is under way; writes issued meanwhile go together
 * into the next. 0 ≤ completed ≤ issued ≤ completed + 1.
 */
export interface Storage {
  /** Numbers of the last sync issued and the last one completed. */
  issued: number;
  completed: number;
  /** Writes were issued since the last sync was. */
  isDirty: boolean;
  /** The sync that makes currentTerm and votedFor durable. */
  voteSync: number;
  /** The log is durable up to here: durableIndex ≤ lastIndex. */
  durableIndex: number;
  /** What durableIndex will be when the sync under way completes; less if the log is cut meanwhile. */
  syncingIndex: number;
  /** How long the next sync takes, if not as long as any. */
  nextLatency: Distribution | null;
  /** Messages that wait for a sync. */
  outbox: Deferred[];
}

export interface Deferred {
  readonly sync: number;
  readonly to: NodeId;
  readonly message: RaftMessage;
}
