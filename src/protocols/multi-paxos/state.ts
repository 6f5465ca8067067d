import type { AppendList } from "../../base/index.ts";
import type { ClientRequest, NodeId } from "../../cluster/index.ts";
import type { SessionStore } from "../state-machines/sessions.ts";
import type { Ballot } from "./ballot.ts";
import type { Accepted, Command, PaxosMessage } from "./messages.ts";
import type { PaxosOptions } from "./options.ts";

/** A node is proposer, acceptor and learner at once (§2.5). Plain data. */
export interface PaxosState {
  readonly options: PaxosOptions;

  // The acceptor; on the disk.
  promised: Ballot;
  /** Votes for slots that are not known to be chosen; `slot > log.length`. */
  readonly accepted: Map<number, Accepted>;

  // The learner.
  /** Slot i + 1 is at i: chosen without a gap, and carried out. */
  readonly log: AppendList<Command>;
  /** Chosen beyond a gap. */
  readonly ahead: Map<number, Command>;
  readonly machine: SessionStore;

  // The proposer.
  phase: "idle" | "preparing" | "leading";
  ballot: Ballot;
  /** Phase 1: who has promised, the highest vote that each slot was reported with, and what is known to be chosen. */
  promisedBy: NodeId[];
  readonly reported: Map<number, Accepted>;
  chosenUpTo: number;
  /** Phase 2: what is proposed and not chosen yet. */
  readonly proposals: Map<number, Proposal>;
  nextSlot: number;
  /** Requests that wait for phase 1. */
  pending: ClientRequest[];
  /** Who waits for the answer to a session's newest request. */
  readonly clients: Map<number, Waiting>;

  /** The highest round heard of. */
  round: number;
  /** The distinguished proposer, as far as this node knows. */
  leader: NodeId | undefined;
  /** What waits for a sync of the disk, oldest first. */
  readonly outbox: Outgoing[];
  syncs: number;
}

export interface Proposal {
  readonly command: Command;
  readonly acceptedBy: NodeId[];
}

export interface Waiting {
  readonly id: number;
  readonly client: NodeId;
}

/** A message that leaves when a sync of this number completes; to the node itself: its own promise or vote counts then. */
export interface Outgoing {
  readonly sync: number;
  readonly to: NodeId;
  readonly message: PaxosMessage;
}
