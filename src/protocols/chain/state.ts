import type { NodeId } from "../../cluster/index.ts";
import type { CopyProgress } from "../replicated-log/copying.ts";
import type { DurableLog } from "../replicated-log/log.ts";
import type { SessionStore } from "../state-machines/sessions.ts";
import type { Configuration } from "./configuration.ts";
import type { ChainOptions } from "./options.ts";

export type ChainState = MasterState | ServerState;

/** The node that decides who is in the chain. It keeps no data. */
export interface MasterState {
  readonly kind: "master";
  readonly options: ChainOptions;
  readonly self: NodeId;
  /** The latest one that was decided. */
  configuration: Configuration;
  /** The latest one on disk: no other is told to anyone. */
  published: Configuration;
  /** Members that said that they have everything; one of them at least stays. */
  current: NodeId[];
}

/** One server of the chain, or outside of it. Plain data. */
export interface ServerState {
  readonly kind: "server";
  readonly options: ChainOptions;
  readonly self: NodeId;
  readonly master: NodeId;
  configuration: Configuration;
  /** It has all that was acknowledged before it came; on disk, with the configuration. */
  isCurrent: boolean;
  /** Not current: the index at which it will be, as its predecessor said; −1 while that is unknown. */
  goal: number;
  /** The sync that makes it current; 0 before the goal is reached. */
  currentSync: number;

  /** The updates that it has processed, which is the paper's Hist; only what is durable is carried out and passed on. */
  readonly log: DurableLog;
  applied: number;
  machine: SessionStore;
  /** Its log is its predecessor's up to here, for all it knows in this configuration. */
  matched: number;
  /** The tail has processed all up to here; what lies behind is the paper's Sent. */
  acknowledged: number;

  /** Of its successor, and what was shipped to it so far, counted. */
  progress: CopyProgress;
  round: number;

  /** Heartbeats to the master, counted from a number that no other life of this node has. */
  beat: number;
  /** The lease holds until the timer of this heartbeat ends; 0 while there is none. */
  leaseBeat: number;
  /** The last heartbeat whose timer has ended: an answer to it comes too late. */
  endedBeat: number;
}
