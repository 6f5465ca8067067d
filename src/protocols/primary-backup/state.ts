import type { ClientRequest, NodeId } from "../../cluster/index.ts";
import type { CopyProgress } from "../replicated-log/copying.ts";
import type { DurableLog } from "../replicated-log/log.ts";
import type { SessionStore } from "../state-machines/sessions.ts";
import type { PrimaryBackupOptions } from "./options.ts";

/** No node: the primary while none is known. */
export const NOBODY = -1;

/** One replica. Plain data. */
export interface PrimaryBackupState {
  readonly options: PrimaryBackupOptions;
  readonly self: NodeId;
  readonly replicas: readonly NodeId[];
  /** A candidate asks for the promises that fencing wants. */
  role: "primary" | "backup" | "candidate";
  /** The latest epoch that this node knows of; on disk before it is acted on. */
  epoch: number;
  /** The sync that puts it there. */
  epochSync: number;
  /** Whom this node obeys, or names to clients. */
  primary: NodeId;
  readonly log: DurableLog;
  /** Entries up to here are acknowledged; what is, is carried out: 0 ≤ acknowledged ≤ lastIndex. */
  acknowledged: number;
  machine: SessionStore;

  /** The epoch that this candidate would lead, and who has promised so far. */
  asking: number;
  promises: NodeId[];
  /** By node; empty unless this node is primary. */
  progress: Progress[];
  /** What this primary has shipped so far, counted. */
  round: number;
  /** The index at which this primary's epoch begins; until that is acknowledged it cannot tell what is. */
  firstIndex: number;
  waitingReads: WaitingRead[];
}

/** What a primary knows of one backup. */
export interface Progress extends CopyProgress {
  /** The latest round that it obeyed. */
  obeyedRound: number;
  /** When it last answered, on this node's clock, µs. */
  heardUs: number;
  isSkipped: boolean;
}

/** A read that waits until a majority has confirmed that this node is still primary. */
export interface WaitingRead {
  readonly client: NodeId;
  readonly request: ClientRequest;
  /** The round that must be confirmed; 0 while it has not left. */
  round: number;
}

/**
 * Epochs are shared out by place, as Viewstamped Replication does with its views: of n replicas the first has 1, n + 1, …,
 * so no two ever lead the same one.
 */
export function ownerOf(epoch: number, replicas: readonly NodeId[]): NodeId {
  return replicas[(epoch - 1) % replicas.length]!;
}

/** This node's first epoch after the latest it knows. */
export function nextOwnEpoch({ epoch, self, replicas }: PrimaryBackupState): number {
  const place = replicas.indexOf(self);
  const rounds = Math.floor((epoch - 1 - place) / replicas.length) + 1;
  return rounds * replicas.length + place + 1;
}

export function majorityOf({ replicas }: PrimaryBackupState): number {
  return Math.floor(replicas.length / 2) + 1;
}
