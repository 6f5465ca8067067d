import type { Context, NodeId, Program } from "../../cluster/index.ts";
import { onSummary, onUpdates, sendSummary } from "./by-operation.ts";
import { onContents, onContentsReply, sendContents } from "./by-state.ts";
import { onRequest } from "./client-requests.ts";
import { valuesOfKeys } from "./contents.ts";
import { describe, describeCell, describeMessage } from "./describe.ts";
import { MESSAGES, sizeBytes, type AnyMessage } from "./messages.ts";
import type { MultiLeaderOptions } from "./options.ts";
import { restart, start } from "./start.ts";
import type { MultiLeaderState } from "./state.ts";
import { onSyncCompleted, syncWrites } from "./storage.ts";

/**
 * Multi-leader replication of conflict-free replicated data types: every replica takes updates and answers at once, and
 * replicas agree later, on what each data type makes of concurrent updates.
 *
 * Marc Shapiro, Nuno Preguiça, Carlos Baquero and Marek Zawirski, "A comprehensive study of Convergent and Commutative
 * Replicated Data Types", 2011; the data types in `../crdt` name their papers.
 */
export const multiLeader: Program<MultiLeaderState, AnyMessage, MultiLeaderOptions> = {
  name: "multi-leader",
  messages: MESSAGES,
  timers: ["gossip"],
  init: start,
  onRestart: restart,
  onMessage,
  onTimer: onGossip,
  onDisk: onSyncCompleted,
  describe,
  describeMessage,
  describeCell,
  contents: valuesOfKeys,
  moments: ["conflict", "held"],
  sizeBytes,
  tokens: () => "ignored",
  assumptions: [
    "Replicas keep every update and every tombstone for ever.",
    "A client's sessions never expire.",
    "An update that is repeated at another replica, because the first one did not answer in time, may count twice, unless word of the first had come there by operation-based replication; adding to a set twice is adding once.",
    "A message of contents holds whole contents of the keys that changed, however large they are.",
  ],
};

function onMessage(state: MultiLeaderState, from: NodeId, message: AnyMessage, ctx: Context): void {
  switch (message.kind) {
    case "Request":
      onRequest(state, from, message, ctx);
      break;
    case "Updates":
      onUpdates(state, message, ctx);
      break;
    case "Summary":
      onSummary(state, from, message, ctx);
      break;
    case "Contents":
      onContents(state, from, message, ctx);
      break;
    case "ContentsReply":
      onContentsReply(state, from, message);
      break;
    case "Response":
  }
  syncWrites(state, ctx);
}

function onGossip(state: MultiLeaderState, _name: string, ctx: Context): void {
  ctx.setTimer("gossip", state.options.intervalUs);
  const { peers } = ctx;
  if (peers.length === 0) return;
  const peer = peers[state.rounds++ % peers.length]!;
  if (state.options.replication === "operation") sendSummary(state, peer, ctx);
  else sendContents(state, peer, ctx);
}
