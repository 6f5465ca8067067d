import {
  CLIENT_MESSAGES,
  type ClientReply,
  type ClientRequest,
  type MessageLook,
  type Value,
} from "../../cluster/index.ts";
import type { LockMode } from "../locks/lock-table.ts";
import { FORWARD, type Forward } from "../multi-version/forward.ts";

/** A key and what it is to hold. */
export type Write = readonly [key: string, value: Value];

/** A read-write transaction reads a key under a lock; the shard answers when it is granted. */
export interface Lock {
  readonly kind: "Lock";
  readonly id: number;
  /** The step of the transaction that waits for it; the reply repeats it. */
  readonly step: number;
  readonly key: string;
  readonly mode: LockMode;
}

export interface LockReply {
  readonly kind: "LockReply";
  readonly id: number;
  readonly step: number;
  readonly key: string;
  readonly value: Value;
}

/** A shard gave the transaction's locks to an older one, or asks for it; or it has lost them. */
export interface Wounded {
  readonly kind: "Wounded";
  readonly id: number;
  readonly why: string;
}

/** Phase 1: what was read here under locks, and what is to be written here. */
export interface Prepare {
  readonly kind: "Prepare";
  readonly id: number;
  readonly reads: readonly string[];
  readonly writes: readonly Write[];
}

/** This shard can commit at this timestamp or any later one. Repeated by a shard that hears nothing: what became of it? */
export interface Prepared {
  readonly kind: "Prepared";
  readonly id: number;
  readonly timestamp: number;
}

/** Phase 2. */
export interface Commit {
  readonly kind: "Commit";
  readonly id: number;
  readonly timestamp: number;
}

/** The commit is durable at this shard: its coordinator may forget it. */
export interface Committed {
  readonly kind: "Committed";
  readonly id: number;
}

export interface Abort {
  readonly kind: "Abort";
  readonly id: number;
}

/** A read-only transaction reads keys of one shard at a timestamp. `number` is the asking node's own. */
export interface Read {
  readonly kind: "Read";
  readonly number: number;
  readonly timestamp: number;
  readonly keys: readonly string[];
}

export interface ReadReply {
  readonly kind: "ReadReply";
  readonly number: number;
  readonly values: readonly Write[];
}

/** What nodes tell each other, and themselves. */
export type SpannerMessage =
  Forward | Lock | LockReply | Wounded | Prepare | Prepared | Commit | Committed | Abort | Read | ReadReply;

export type AnyMessage = SpannerMessage | ClientRequest | ClientReply;

export const MESSAGES: Readonly<Record<AnyMessage["kind"], MessageLook>> = {
  Forward: FORWARD,
  Prepare: { family: "vote" },
  Prepared: { family: "vote", reply: true },
  Commit: { family: "append" },
  Committed: { family: "append", reply: true },
  Abort: { family: "append" },
  Lock: { family: "other" },
  LockReply: { family: "other", reply: true },
  Wounded: { family: "other", reply: true },
  Read: { family: "other" },
  ReadReply: { family: "other", reply: true },
  Request: CLIENT_MESSAGES["Request"]!,
  Response: CLIENT_MESSAGES["Response"]!,
};
