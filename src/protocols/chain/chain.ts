import type { Context, NodeId, Program } from "../../cluster/index.ts";
import { flush, onFlushed } from "../replicated-log/log.ts";
import { roleIn } from "./configuration.ts";
import { describe, describeCell, describeMessage } from "./describe.ts";
import { invariants } from "./invariants/index.ts";
import { onHeartbeat, onPublished, onSilence } from "./master.ts";
import { onChainIs, onLeaseEnd, sendHeartbeats } from "./membership.ts";
import { MESSAGES, sizeBytes, type AnyMessage } from "./messages.ts";
import type { ChainOptions } from "./options.ts";
import { onRequest } from "./requests.ts";
import { start } from "./start.ts";
import type { ChainState } from "./state.ts";
import { TIMERS } from "./timers.ts";
import { onDurable, onUpdate, onUpdateReply } from "./updates.ts";

/**
 * Chain replication: updates enter at the head and pass through all servers, the tail answers.
 *
 * Robbert van Renesse and Fred Schneider, "Chain Replication for Supporting High Throughput and Availability", OSDI 2004:
 * § in this folder is a section of it. Leases: Cary Gray and David Cheriton, SOSP 1989.
 */
export const chain: Program<ChainState, AnyMessage, ChainOptions> = {
  name: "chain",
  messages: MESSAGES,
  timers: TIMERS,
  init: (options, ctx) => start(options, ctx),
  onRestart: (durable, ctx, options) => start(options, ctx, durable),
  onMessage,
  onTimer,
  onDisk(state, sync, ctx) {
    if (state.kind === "master") {
      onPublished(state, sync, ctx);
      return;
    }
    onFlushed(state.log, sync, ctx);
    onDurable(state, sync, ctx);
    flush(state.log, ctx);
  },
  describe,
  describeMessage,
  describeCell,
  contents: (state) => (state.kind === "master" ? undefined : state.machine.store),
  roleOf: (state) =>
    state.kind === "master"
      ? { role: "master", term: state.configuration.number }
      : { role: roleIn(state.configuration, state.self), term: state.configuration.number },
  termWord: "chain",
  sizeBytes,
  moments: ["failover"],
  fewestReplicas: 2,
  tokens: ({ reads }) => (reads === "any" ? "ignored" : "needless"),
  invariants,
  assumptions: [
    "The first replica is the master and stores nothing; the paper's never fails, this one is a single node that can, and while it is away the leases end and nobody answers.",
    "A server has failed when the master did not hear it in time. The paper's servers stop for good; here one that was only unreachable may go on, so nobody speaks for the chain without a lease, which holds while clocks differ in rate by less than a fifth.",
    "The master sees nodes, not links: where a link between two neighbours is cut, updates stop.",
    "A server that comes back is the tail at once and answers when it has caught up; the paper lets the old tail answer meanwhile.",
    "Each server carries out the command itself; in the paper the head computes the result and passes that on.",
    "The log is never compacted, client sessions never expire.",
  ],
};

function onMessage(state: ChainState, from: NodeId, message: AnyMessage, ctx: Context): void {
  if (message.kind === "Request") onRequest(state, from, message, 0, ctx);
  else if (message.kind === "Forward") onRequest(state, message.client, message.request, message.hops, ctx);
  else if (state.kind === "master") {
    if (message.kind === "Heartbeat") onHeartbeat(state, from, message, ctx);
  } else if (message.kind === "ChainIs") onChainIs(state, message, ctx);
  else if (message.kind === "Update") onUpdate(state, from, message, ctx);
  else if (message.kind === "UpdateReply") onUpdateReply(state, from, message, ctx);
  if (state.kind === "server") flush(state.log, ctx);
}

function onTimer(state: ChainState, name: string, ctx: Context, key: number): void {
  if (state.kind === "master") {
    onSilence(state, key, ctx);
    return;
  }
  if (name === "lease") onLeaseEnd(state, key);
  else sendHeartbeats(state, ctx);
  flush(state.log, ctx);
}
