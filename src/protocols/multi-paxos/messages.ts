import {
  CLIENT_MESSAGES,
  type ClientReply,
  type ClientRequest,
  type MessageLook,
} from "../../cluster/index.ts";
import type { Ballot } from "./ballot.ts";

/** What a slot of the log is to hold: a client's request, or nothing to do (§3: a gap is filled with a no-op). */
export type Command = ClientRequest | null;

export function isSameCommand(a: Command, b: Command): boolean {
  if (a === null || b === null) return a === b;
  return a.session === b.session && a.id === b.id;
}

/** An acceptor's vote for a slot. */
export interface Accepted {
  readonly ballot: Ballot;
  readonly command: Command;
}

/** Phase 1a (§2.2), for all slots from `from` on at once (§3). */
export interface Prepare {
  readonly kind: "Prepare";
  readonly ballot: Ballot;
  readonly from: number;
}

/** Phase 1b: the acceptor will accept nothing lower, and this is what it has accepted beyond what it knows to be chosen. */
export interface Promise {
  readonly kind: "Promise";
  readonly ballot: Ballot;
  readonly accepted: readonly (readonly [slot: number, accepted: Accepted])[];
  /** It knows slots 1 to this to be chosen. */
  readonly learned: number;
}

/** Phase 2a. */
export interface Accept {
  readonly kind: "Accept";
  readonly ballot: Ballot;
  readonly slot: number;
  readonly command: Command;
}

/** Phase 2b. */
export interface AcceptReply {
  readonly kind: "AcceptReply";
  readonly ballot: Ballot;
  readonly slot: number;
}

/** "I have promised a higher one" (§2.4: ignoring would do, telling is faster). */
export interface Nack {
  readonly kind: "Nack";
  readonly ballot: Ballot;
  readonly promised: Ballot;
}

/** Phase 3, §2.3: slots from `slot` on are chosen, and hold these commands. */
export interface Chosen {
  readonly kind: "Chosen";
  readonly slot: number;
  readonly commands: readonly Command[];
}

/** "What was chosen from here on?" */
export interface Learn {
  readonly kind: "Learn";
  readonly slot: number;
}

/** The distinguished proposer lives (§2.4), and knows slots 1 to `learned` to be chosen. */
export interface Heartbeat {
  readonly kind: "Heartbeat";
  readonly ballot: Ballot;
  readonly learned: number;
}

export type PaxosMessage = Prepare | Promise | Accept | AcceptReply | Nack | Chosen | Learn | Heartbeat;
export type AnyMessage = PaxosMessage | ClientRequest | ClientReply;

export const MESSAGES: Readonly<Record<string, MessageLook>> = {
  Prepare: { family: "vote" },
  Promise: { family: "vote", reply: true },
  Accept: { family: "append" },
  AcceptReply: { family: "append", reply: true },
  Nack: { family: "other", reply: true },
  Chosen: { family: "append" },
  Learn: { family: "other" },
  Heartbeat: { family: "other" },
  ...CLIENT_MESSAGES,
};

const HEADER_BYTES = 40;
const COMMAND_BYTES = 60;

export function sizeBytes(message: AnyMessage): number {
  if (message.kind === "Promise") return HEADER_BYTES + COMMAND_BYTES * message.accepted.length;
  if (message.kind === "Chosen") return HEADER_BYTES + COMMAND_BYTES * message.commands.length;
  return message.kind === "Accept" ? HEADER_BYTES + COMMAND_BYTES : HEADER_BYTES;
}
