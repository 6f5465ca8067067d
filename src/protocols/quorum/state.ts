import type { NodeId, Value } from "../../cluster/index.ts";
import type { Copy } from "./copies.ts";
import type { MerkleTree } from "./merkle-tree.ts";
import type { WriteReply, HandoffReply } from "./messages.ts";
import type { QuorumOptions } from "./options.ts";
import type { Placement } from "./placement.ts";

/** One node: replica of some keys, coordinator of whatever clients ask of it. Plain data. */
export interface QuorumState {
  readonly options: QuorumOptions;
  readonly self: NodeId;
  readonly placement: Placement;
  /** How often it was restarted: durable before it coordinates a write again. */
  readonly incarnation: number;
  /** Lamport's clock; otherwise the last time it gave to a version. */
  clock: number;

  /** What it holds as a home of the key. */
  readonly copies: Map<string, Copy>;
  /** What it keeps for others, by owner, then by key. No owner without keys. */
  readonly hints: Map<NodeId, Map<string, Copy>>;
  readonly storage: Storage;
  /** Over the keys shared with another node, where this one holds any; empty without anti-entropy. */
  readonly trees: Map<NodeId, MerkleTree>;

  /** Nodes that did not answer in time and have not been heard since. */
  readonly suspects: Set<NodeId>;
  /** Operations begun as their coordinator, in this incarnation. */
  begun: number;
  /** Under way, by number, oldest first. */
  readonly pending: Map<number, Pending>;
  /** The key whose copy changed last; "" at first. For those who watch. */
  changedKey: string;
}

/** An operation that this node coordinates, until all its slots have answered or been given up. */
export type Pending = PendingWrite | PendingRead;

interface Slots {
  readonly client: NodeId;
  readonly session: number;
  readonly id: number;
  readonly key: string;
  readonly token: Value | undefined;
  /** Slot k is the k-th home. */
  readonly homes: readonly NodeId[];
  /** Who stands in for each home, `NOBODY` where it was not necessary; empty as long as it is nowhere. */
  standIns: NodeId[];
  /** Slots that have answered: bit k for slot k, and how many. */
  answered: number;
  answers: number;
  /** The client has its answer, or never will. */
  isDone: boolean;
  /** The first timeout has passed: who is asked now is asked last. */
  isLate: boolean;
}

export interface PendingWrite extends Slots {
  readonly kind: "write";
  readonly copy: Copy;
}

export interface PendingRead extends Slots {
  readonly kind: "read";
  /** All answers together. */
  merged: Copy | undefined;
  /** Who answered what. */
  readonly replies: { readonly node: NodeId; readonly copy: Copy | null }[];
}

/** What is on its way to the disk: at most one sync at a time. 0 ≤ completed ≤ issued ≤ completed + 1. */
export interface Storage {
  issued: number;
  completed: number;
  /** Writes were issued since the last sync was. */
  isDirty: boolean;
  /** Acknowledgements that wait for a sync, this node's own included. */
  outbox: { readonly sync: number; readonly to: NodeId; readonly message: WriteReply | HandoffReply }[];
}

export const NOBODY = -1;

/** More operations than a node ever coordinates between two restarts; also what a timer's key can hold. */
const OPERATIONS = 0x40000000;

/** Unique for ever: an answer to an operation of before a crash is not taken for one of after it. */
export function operationNumber({ incarnation }: QuorumState, count: number): number {
  return incarnation * OPERATIONS + count;
}

export function countOf(operation: number): number {
  return operation % OPERATIONS;
}

/** What it calls itself in versions: another name after each restart, for what it had in memory only is lost. */
export function coordinatorName({ self, incarnation, placement }: QuorumState): number {
  return self + incarnation * placement.nodes.length;
}
