import {
  CLIENT_MESSAGES,
  type ClientReply,
  type ClientRequest,
  type Message,
  type MessageLook,
  type NodeId,
  type Value,
} from "../../cluster/index.ts";
import type { LamportStamp } from "../timestamps/lamport.ts";
import type { VectorClock } from "../timestamps/vector.ts";

/** One write; never changed once made, and shared by all who hold it. `origin` and `number` name it for ever. */
export interface Write {
  /** The replica that took it from a client. */
  readonly origin: NodeId;
  /** Counts the writes of its origin from 1. */
  readonly number: number;
  /** What must be visible before it: so many writes of each replica. Those of its own origin before it go without saying. */
  readonly dependencies: VectorClock;
  /** Of two writes to one key the greater stamp wins, everywhere. Greater than those of all dependencies. */
  readonly stamp: LamportStamp;
  readonly key: string;
  readonly value: Value;
  readonly session: number;
  readonly id: number;
}

/** Writes on their way: new ones from their origin, or those that a digest did not have. */
export interface Writes extends Message {
  readonly kind: "Writes";
  readonly writes: readonly Write[];
  /** The digest that these answer lacks more than fits: another digest is welcome at once. */
  readonly hasMore: boolean;
}

/** How many writes of each replica the sender has. */
export interface Digest extends Message {
  readonly kind: "Digest";
  readonly received: VectorClock;
}

export type CausalMessage = Writes | Digest | ClientRequest | ClientReply;

export const MESSAGES: Readonly<Record<CausalMessage["kind"], MessageLook>> = {
  Writes: { family: "append" },
  Digest: { family: "other" },
  Request: CLIENT_MESSAGES["Request"]!,
  Response: CLIENT_MESSAGES["Response"]!,
};

const HEADER_BYTES = 100;
const WRITE_BYTES = 64;
const ENTRY_BYTES = 8;

/** A rough size: what matters is that it grows with the writes, and each write with the number of replicas. */
export function sizeBytes(message: CausalMessage): number {
  switch (message.kind) {
    case "Writes":
      return message.writes.reduce(
        (sum, { dependencies }) => sum + WRITE_BYTES + ENTRY_BYTES * dependencies.length,
        HEADER_BYTES,
      );
    case "Digest":
      return HEADER_BYTES + ENTRY_BYTES * message.received.length;
    default:
      return HEADER_BYTES;
  }
}
