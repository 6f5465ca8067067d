import {
  CLIENT_MESSAGES,
  type ClientReply,
  type ClientRequest,
  type MessageLook,
} from "../../cluster/index.ts";
import type { Batch } from "../replicated-log/copying.ts";

/** The primary ships its log; without entries it is a heartbeat. */
export interface Append extends Batch {
  readonly kind: "Append";
  readonly epoch: number;
  /** Counts what this primary ships; the reply repeats it. */
  readonly round: number;
  /** Entries up to here are acknowledged. */
  readonly acknowledged: number;
}

export interface AppendReply {
  readonly kind: "AppendReply";
  /** Later than the primary's: it is deposed. */
  readonly epoch: number;
  readonly round: number;
  readonly success: boolean;
  /** Success: the log is the primary's, and durable, up to here. Else: ship from here. */
  readonly index: number;
}

/** A backup would lead this epoch, with a log that ends so. */
export interface Takeover {
  readonly kind: "Takeover";
  readonly epoch: number;
  readonly lastIndex: number;
  readonly lastEpoch: number;
}

/** Granted: from now on this node obeys nobody of an earlier epoch. Else its log has more, or `epoch` is later. */
export interface TakeoverReply {
  readonly kind: "TakeoverReply";
  readonly epoch: number;
  readonly granted: boolean;
}

export type AnyMessage = Append | AppendReply | Takeover | TakeoverReply | ClientRequest | ClientReply;

export const MESSAGES: Readonly<Record<AnyMessage["kind"], MessageLook>> = {
  Append: { family: "append" },
  AppendReply: { family: "append", reply: true },
  Takeover: { family: "vote" },
  TakeoverReply: { family: "vote", reply: true },
  Request: CLIENT_MESSAGES["Request"]!,
  Response: CLIENT_MESSAGES["Response"]!,
};

const HEADER_BYTES = 100;
const ENTRY_BYTES = 64;

export function sizeBytes(message: AnyMessage): number {
  return HEADER_BYTES + (message.kind === "Append" ? ENTRY_BYTES * message.entries.length : 0);
}
