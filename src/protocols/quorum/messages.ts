import {
  CLIENT_MESSAGES,
  type ClientReply,
  type ClientRequest,
  type MessageLook,
  type NodeId,
} from "../../cluster/index.ts";
import type { Copy } from "./copies.ts";

/** Not for anybody else: the receiver keeps the write as its own. */
export const OWN_COPY = -1;

/** A coordinator to a replica: keep this. With `hintFor` the receiver stands in for that node (§4.6). */
export interface Write {
  readonly kind: "Write";
  /** The coordinator's operation; the reply repeats it. */
  readonly operation: number;
  readonly key: string;
  readonly copy: Copy;
  readonly hintFor: NodeId;
}

/** It is on this replica's disk. */
export interface WriteReply {
  readonly kind: "WriteReply";
  readonly operation: number;
}

export interface Read {
  readonly kind: "Read";
  readonly operation: number;
  readonly key: string;
}

/** What this replica holds of the key; null when it holds nothing. */
export interface ReadReply {
  readonly kind: "ReadReply";
  readonly operation: number;
  readonly copy: Copy | null;
}

/** A reader found this replica stale (§5): what it lacks. Nobody waits for an answer. */
export interface Repair {
  readonly kind: "Repair";
  readonly key: string;
  readonly copy: Copy;
}

/** A stand-in to the owner: what it kept for it. The reply names what is on the owner's disk now (§4.6). */
export interface Handoff {
  readonly kind: "Handoff";
  readonly entries: readonly KeyedCopy[];
}

export interface HandoffReply {
  readonly kind: "HandoffReply";
  readonly entries: readonly KeyedCopy[];
}

/** Digests of some nodes of a Merkle tree, all on one level (§4.7). */
export interface Digests {
  readonly kind: "Digests";
  readonly level: number;
  readonly places: readonly number[];
  /** Of the same length. */
  readonly digests: readonly number[];
}

/** What the sender holds in leaves that differ; as a reply, only where the receiver's was not the newest. */
export interface Leaves {
  readonly kind: "Leaves";
  readonly leaves: readonly number[];
  readonly entries: readonly KeyedCopy[];
  readonly isReply: boolean;
}

export type KeyedCopy = readonly [key: string, copy: Copy];

export type ReplicaMessage =
  Write | WriteReply | Read | ReadReply | Repair | Handoff | HandoffReply | Digests | Leaves;

export type AnyMessage = ReplicaMessage | ClientRequest | ClientReply;

export const MESSAGES: Readonly<Record<AnyMessage["kind"], MessageLook>> = {
  Write: { family: "append" },
  WriteReply: { family: "append", reply: true },
  Read: { family: "vote" },
  ReadReply: { family: "vote", reply: true },
  Repair: { family: "other" },
  Handoff: { family: "other" },
  HandoffReply: { family: "other", reply: true },
  Digests: { family: "other" },
  Leaves: { family: "other" },
  Request: CLIENT_MESSAGES["Request"]!,
  Response: CLIENT_MESSAGES["Response"]!,
};

const HEADER_BYTES = 100;
const VERSION_BYTES = 64;
const ENTRY_BYTES = 8;

/** A rough size: what matters is that it grows with the versions and their vectors. */
export function sizeBytes(message: AnyMessage): number {
  switch (message.kind) {
    case "Write":
    case "Repair":
      return HEADER_BYTES + copyBytes(message.copy);
    case "ReadReply":
      return HEADER_BYTES + (message.copy === null ? 0 : copyBytes(message.copy));
    case "Digests":
      return HEADER_BYTES + ENTRY_BYTES * message.digests.length;
    case "Handoff":
    case "Leaves":
      return HEADER_BYTES + message.entries.reduce((sum, [, copy]) => sum + copyBytes(copy), 0);
    default:
      return HEADER_BYTES;
  }
}

export function copyBytes({ versions, seen }: Copy): number {
  return VERSION_BYTES * versions.length + ENTRY_BYTES * seen.length;
}
