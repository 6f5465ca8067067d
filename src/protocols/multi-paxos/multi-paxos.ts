import type { Context, Durable, NodeId, Program } from "../../cluster/index.ts";
import { onAccept, onPrepare } from "./acceptor.ts";
import { describe, describeMessage, roleOf } from "./describe.ts";
import { invariants } from "./invariants.ts";
import { onChosen, onLearn } from "./learner.ts";
import { MESSAGES, sizeBytes, type AnyMessage, type PaxosMessage } from "./messages.ts";
import type { PaxosOptions } from "./options.ts";
import {
  beat,
  noteRole,
  onAcceptReply,
  onHeartbeat,
  onNack,
  onPromise,
  onResend,
  prepare,
} from "./proposer.ts";
import { onRequest, onRetry } from "./requests.ts";
import type { PaxosState } from "./state.ts";
import { createState, readState } from "./storage.ts";
import { armTimeout, HEARTBEAT, RESEND, RETRY, TIMEOUT, TIMERS } from "./timers.ts";

/**
 * A replicated log in which each slot is an instance of Paxos, phase 1 of all of them done at once.
 *
 * Leslie Lamport, "Paxos Made Simple", 2001: a § in this folder is a section of it. Beside Raft: any node may lead, whatever its
 * log lacks, since phase 1 tells it what may have been chosen; slots may be chosen out of order, and gaps are filled with no-ops.
 */
export const multiPaxos: Program<PaxosState, AnyMessage, PaxosOptions> = {
  name: "multi-paxos",
  messages: MESSAGES,
  timers: TIMERS,
  init: (options, ctx) => {
    const state = start(createState(options), ctx);
    if (options.initialLeader === ctx.nameOf(ctx.self)) ctx.setTimer(TIMEOUT, 0);
    return state;
  },
  onRestart: (durable: Durable, ctx, options) => start(readState(durable, options), ctx),
  onMessage,
  onTimer,
  onDisk,
  describe,
  describeMessage,
  sizeBytes,
  roleOf,
  termWord: "ballot",
  needsMajority: () => true,
  contents: ({ machine }) => machine.store,
  invariants,
  assumptions: [
    "The members never change (§3 does it through the log).",
    "The log is never compacted, and client sessions never expire.",
    "The paper leaves open how a distinguished proposer is found: here by heartbeats and random timeouts.",
    "Reads are commands in the log.",
    "A node that missed what was chosen learns of it with the next heartbeat, or with the next command where anyone proposes.",
  ],
};

function start(state: PaxosState, ctx: Context): PaxosState {
  noteRole(state, ctx);
  if (state.options.proposers === "distinguished") armTimeout(state, ctx);
  return state;
}

function onMessage(state: PaxosState, from: NodeId, message: AnyMessage, ctx: Context): void {
  switch (message.kind) {
    case "Prepare":
      onPrepare(state, from, message, ctx);
      return;
    case "Promise":
      onPromise(state, from, message, ctx);
      return;
    case "Accept":
      onAccept(state, from, message, ctx);
      return;
    case "AcceptReply":
      onAcceptReply(state, from, message, ctx);
      return;
    case "Nack":
      onNack(state, message, ctx);
      return;
    case "Chosen":
      onChosen(state, from, message, ctx);
      return;
    case "Learn":
      onLearn(state, from, message, ctx);
      return;
    case "Heartbeat":
      onHeartbeat(state, from, message, ctx);
      return;
    case "Request":
      onRequest(state, from, message, ctx);
      return;
    case "Response":
  }
}

function onTimer(state: PaxosState, name: string, ctx: Context): void {
  switch (name) {
    case HEARTBEAT:
      beat(state, ctx);
      return;
    case RESEND:
      onResend(state, ctx);
      return;
    case RETRY:
      onRetry(state, ctx);
      return;
    default:
      if (state.phase !== "leading") prepare(state, ctx);
      armTimeout(state, ctx);
  }
}

/** What waited for the disk leaves; a node's own promise and vote count now. */
function onDisk(state: PaxosState, token: number, ctx: Context): void {
  while (state.outbox.length > 0 && state.outbox[0]!.sync <= token) {
    const { to, message } = state.outbox.shift()!;
    if (to === ctx.self) countOwn(state, message, ctx);
    else ctx.send(to, message);
  }
}

function countOwn(state: PaxosState, message: PaxosMessage, ctx: Context): void {
  if (message.kind === "Promise") onPromise(state, ctx.self, message, ctx);
  else if (message.kind === "AcceptReply") onAcceptReply(state, ctx.self, message, ctx);
}
