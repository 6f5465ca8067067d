import type { ClientRequest, ClientResponse, NodeId } from "../../cluster/index.ts";
import type { AbdOptions } from "./options.ts";
import type { Version } from "./version.ts";

/** A node: it keeps a copy of every key, and coordinates the operations that clients bring to it. Plain data. */
export interface AbdState {
  readonly options: AbdOptions;
  readonly copies: Map<string, Version>;
  /** Operations that this node coordinates, by number. */
  readonly calls: Map<number, Call>;
  /** Numbers of calls rise, from 0 at the start and from a random number after a crash: no late answer fits a later call. */
  lastCall: number;
  /** Each session's newest operation here: its call, or the answer that it was given. */
  readonly sessions: Map<number, Session>;
  /** What waits for a sync of the disk, oldest first. */
  readonly syncing: Waiting[];
  syncs: number;
}

/** One read or write that this node coordinates. */
export interface Call {
  readonly request: ClientRequest;
  readonly client: NodeId;
  /** On this node's clock, µs. */
  readonly sinceUs: number;
  phase: "query" | "update";
  /** Who has answered this phase, the coordinator among them once its own copy is on the disk. */
  answered: NodeId[];
  /** The newest found, then what is written. */
  version: Version;
}

export interface Session {
  readonly id: number;
  /** Absent while the operation is under way, and for ever when it was cut short by a crash. */
  readonly response?: ClientResponse;
}

/** Done when a sync of this number completes: an answer to another coordinator, or this node's own part in a call. */
export interface Waiting {
  readonly sync: number;
  readonly call: number;
  /** Whom to answer; the node itself for a call of its own. */
  readonly to: NodeId;
}
