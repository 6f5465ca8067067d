import {
  CLIENT_MESSAGES,
  type ClientReply,
  type ClientRequest,
  type MessageLook,
  type NodeId,
} from "../../cluster/index.ts";
import type { Batch } from "../replicated-log/copying.ts";
import type { Configuration } from "./configuration.ts";

/** A server to the master: I am there. */
export interface Heartbeat {
  readonly kind: "Heartbeat";
  /** Of this server; the answer repeats it, and a lease is counted from when the heartbeat left. */
  readonly round: number;
  /** As what the server knows itself to be in the chain; 0 for whoever is outside of it. */
  readonly since: number;
  /** It has all that its predecessors have sent to it or its like. */
  readonly isCurrent: boolean;
}

/** The master to a server: the chain as it is. */
export interface ChainIs {
  readonly kind: "ChainIs";
  readonly configuration: Configuration;
  /** The heartbeat that is answered, 0 for none, and since when the server is a member for which a lease is given. */
  readonly round: number;
  readonly leaseSince: number;
}

/** A predecessor to its successor: updates in order (§3); without any, a heartbeat. */
export interface Update extends Batch {
  readonly kind: "Update";
  readonly configuration: number;
  readonly round: number;
  /** All that the sender has: what a successor that has just come must reach. */
  readonly lastIndex: number;
}

/** A successor to its predecessor. */
export interface UpdateReply {
  readonly kind: "UpdateReply";
  readonly configuration: number;
  readonly round: number;
  readonly success: boolean;
  /** Success: stored up to here. Else: ship from here. */
  readonly index: number;
  /** §3: the tail has processed all up to here. */
  readonly acknowledged: number;
}

/** A request on its way to the head or the tail (§2). */
export interface Forward {
  readonly kind: "Forward";
  readonly request: ClientRequest;
  readonly client: NodeId;
  readonly hops: number;
}

export type AnyMessage = Heartbeat | ChainIs | Update | UpdateReply | Forward | ClientRequest | ClientReply;

export const MESSAGES: Readonly<Record<AnyMessage["kind"], MessageLook>> = {
  Update: { family: "append" },
  UpdateReply: { family: "append", reply: true },
  Forward: { family: "client" },
  Heartbeat: { family: "other" },
  ChainIs: { family: "other", reply: true },
  Request: CLIENT_MESSAGES["Request"]!,
  Response: CLIENT_MESSAGES["Response"]!,
};

const HEADER_BYTES = 100;
const ENTRY_BYTES = 64;

export function sizeBytes(message: AnyMessage): number {
  return HEADER_BYTES + (message.kind === "Update" ? ENTRY_BYTES * message.entries.length : 0);
}
