import {
  CLIENT_MESSAGES,
  type ClientReply,
  type ClientRequest,
  type MessageLook,
} from "../../cluster/index.ts";
import type { Version } from "./version.ts";

/** "What do you hold?" The first phase of every read and write. */
export interface Query {
  readonly kind: "Query";
  readonly call: number;
  readonly key: string;
}

export interface QueryReply {
  readonly kind: "QueryReply";
  readonly call: number;
  readonly version: Version;
}

/** "Hold at least this." The second phase: what is written, or what a read is about to return. */
export interface Update {
  readonly kind: "Update";
  readonly call: number;
  readonly key: string;
  readonly version: Version;
}

/** It is on the replica's disk, or something newer is. */
export interface UpdateReply {
  readonly kind: "UpdateReply";
  readonly call: number;
}

export type AbdMessage = Query | QueryReply | Update | UpdateReply;
export type AnyMessage = AbdMessage | ClientRequest | ClientReply;

export const MESSAGES: Readonly<Record<string, MessageLook>> = {
  Query: { family: "other" },
  QueryReply: { family: "other", reply: true },
  Update: { family: "append" },
  UpdateReply: { family: "append", reply: true },
  ...CLIENT_MESSAGES,
};
