import type { AppendList } from "../../base/index.ts";
import type { ClientRequest, NodeId, Value } from "../../cluster/index.ts";
import type { LamportStamp } from "../timestamps/lamport.ts";
import type { CausalOptions } from "./options.ts";
import type { Write } from "./messages.ts";

/** What a replica knows: plain data. Arrays over replicas are indexed by node id. */
export interface CausalState {
  readonly options: CausalOptions;
  readonly self: NodeId;
  /** By origin: its writes without a gap; number k stands at place k − 1. */
  readonly logs: readonly AppendList<Write>[];
  /** By origin: writes that overtook an earlier one on the way, by number. Gone after a crash. */
  readonly early: readonly Map<number, Write>[];
  /** By origin: so many of its log are on this disk. durable ≤ length of the log */
  readonly durable: number[];
  /** By origin: so many of its writes can be read here (`val_ts` of lazy replication). visible ≤ durable */
  readonly visible: number[];
  /** What the log held when the sync under way was issued; null when none is. */
  syncing: readonly number[] | null;
  /** Lamport clock: no stamp that this replica has heard of is greater. */
  clock: number;
  readonly store: Map<string, Version>;
  /** Of each session with a token, the id of its newest write that was applied; kept with `conflicts: arrival` only. */
  readonly applied: Map<number, number>;
  /** The newest write that each session had this replica take: a copy of its request is not another write. */
  readonly taken: Map<number, Taken>;
  /** Clients whose writes are on their way to the disk, oldest first. */
  unanswered: Asked[];
  /** Requests of sessions that have seen what is not visible here yet. */
  waiting: WaitingRequest[];
  /** Requests that ever waited; also the key of the last one's timer. */
  waits: number;
}

export interface Version {
  readonly value: Value;
  readonly stamp: LamportStamp;
}

export interface Taken {
  readonly id: number;
  readonly number: number;
}

export interface Asked {
  readonly client: NodeId;
  readonly request: ClientRequest;
  /** Of the write that this replica made of it. */
  readonly number: number;
}

export interface WaitingRequest {
  readonly client: NodeId;
  readonly request: ClientRequest;
  readonly timer: number;
}
