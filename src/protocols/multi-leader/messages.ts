import {
  CLIENT_MESSAGES,
  type ClientReply,
  type ClientRequest,
  type MessageLook,
  type Value,
} from "../../cluster/index.ts";
import type { VectorClock } from "../timestamps/vector.ts";

/** One update, as its origin carried it out. */
export interface Update {
  readonly origin: number;
  /** Its place among the updates of its origin, from 1. */
  readonly count: number;
  /** What the origin had delivered before: how many updates of each replica, its own included. */
  readonly after: VectorClock;
  readonly key: string;
  readonly effect: unknown;
  /** The client's, by which a repeated request is known. */
  readonly session: number;
  readonly id: number;
  readonly answer: Value;
}

/** Operation-based: updates on their way, of the sender or passed on. */
export interface Updates {
  readonly kind: "Updates";
  readonly updates: readonly Update[];
}

/** Operation-based: what the sender has; whoever has more sends it. */
export interface Summary {
  readonly kind: "Summary";
  readonly delivered: VectorClock;
}

/** State-based: contents that changed at the sender since the receiver's last acknowledgement. */
export interface Contents {
  readonly kind: "Contents";
  readonly version: number;
  readonly contents: readonly (readonly [key: string, content: unknown])[];
}

/** State-based: everything up to this version of the receiver's is merged and durable. */
export interface ContentsReply {
  readonly kind: "ContentsReply";
  readonly version: number;
}

export type ReplicaMessage = Updates | Summary | Contents | ContentsReply;

export type AnyMessage = ReplicaMessage | ClientRequest | ClientReply;

export const MESSAGES: Readonly<Record<AnyMessage["kind"], MessageLook>> = {
  Updates: { family: "append" },
  Summary: { family: "other" },
  Contents: { family: "append" },
  ContentsReply: { family: "append", reply: true },
  Request: CLIENT_MESSAGES["Request"]!,
  Response: CLIENT_MESSAGES["Response"]!,
};

const HEADER_BYTES = 100;
const PART_BYTES = 64;

/** A rough size: what matters is that it grows with what is in it. */
export function sizeBytes(message: AnyMessage): number {
  if (message.kind === "Updates") return HEADER_BYTES + PART_BYTES * message.updates.length;
  return HEADER_BYTES + (message.kind === "Contents" ? PART_BYTES * message.contents.length : 0);
}
