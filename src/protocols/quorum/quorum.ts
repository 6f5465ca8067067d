import type { Context, NodeId, Program } from "../../cluster/index.ts";
import { onAntiEntropyTimer, onDigests, onLeaves } from "./anti-entropy.ts";
import { contents } from "./contents.ts";
import { describe, describeCell } from "./describe.ts";
import { describeMessage } from "./describe-message.ts";
import { onHandoffReply, onHandoffTimer } from "./handoff.ts";
import { invariants } from "./invariants.ts";
import { MESSAGES, sizeBytes, type AnyMessage } from "./messages.ts";
import type { QuorumOptions } from "./options.ts";
import { homesOf } from "./placement.ts";
import { onReadReply, onReadTimeout, readReply } from "./reads.ts";
import { onHandoff, onRepair, onWrite } from "./replica.ts";
import { onRequest } from "./requests.ts";
import { restart, start } from "./start.ts";
import { operationNumber, type QuorumState } from "./state.ts";
import { syncWrites, takeDue } from "./storage.ts";
import { ANTI_ENTROPY_TIMER, HANDOFF_TIMER, OPERATION_TIMER } from "./timers.ts";
import { onWriteReply, onWriteTimeout } from "./writes.ts";

/**
 * Leaderless replication: whoever a client asks coordinates, n replicas hold each key, a write waits for w of them and
 * a read for r.
 *
 * Giuseppe DeCandia et al., "Dynamo: Amazon's Highly Available Key-value Store", SOSP 2007: a bare § in this folder is a
 * section of it.
 */
export const quorum: Program<QuorumState, AnyMessage, QuorumOptions> = {
  name: "quorum",
  messages: MESSAGES,
  timers: [OPERATION_TIMER, HANDOFF_TIMER, ANTI_ENTROPY_TIMER],
  init: start,
  onRestart: restart,
  onMessage,
  onTimer,
  onDisk,
  describe,
  describeMessage,
  describeCell,
  contents,
  keeps: ({ placement, self }, key) => homesOf(placement, key).includes(self),
  sizeBytes,
  moments: ["conflict", "read-repair", "hint", "handoff", "anti-entropy"],
  tokens: () => "kept",
  invariants,
  assumptions: [
    "There is no compare-and-set: no quorum of one operation excludes another's.",
    "r + w > n is not linearizable: a read that overlaps a write may see it and a later one not, and a write that was given up may have reached some replicas.",
    "With timestamps a write is lost when its coordinator's clock is behind that of a write before it. A Lamport clock is, until its node has heard of that write: reads are stale then without any failure, though r + w > n.",
    "A request that arrives twice is carried out twice, as two versions.",
    "A replica shows a version as soon as it has it, and acknowledges it once it is on its disk.",
    "A node is taken for unreachable from a timeout until it is heard again; there is no gossip of membership or failures.",
    "A write that would stand beside 100 others is turned away, until a session that has read them writes.",
    "The members of the cluster never change, and keys are never deleted.",
  ],
};

function onMessage(state: QuorumState, from: NodeId, message: AnyMessage, ctx: Context): void {
  if (state.suspects.size > 0) state.suspects.delete(from);
  switch (message.kind) {
    case "Request":
      onRequest(state, from, message, ctx);
      return;
    case "Write":
      onWrite(state, from, message, ctx);
      return;
    case "WriteReply":
      onWriteReply(state, from, message, ctx);
      return;
    case "Read":
      ctx.send(from, readReply(state, message.operation, message.key));
      return;
    case "ReadReply":
      onReadReply(state, from, message, ctx);
      return;
    case "Repair":
      onRepair(state, message, ctx);
      return;
    case "Handoff":
      onHandoff(state, from, message, ctx);
      return;
    case "HandoffReply":
      onHandoffReply(state, from, message, ctx);
      return;
    case "Digests":
      onDigests(state, from, message, ctx);
      return;
    case "Leaves":
      onLeaves(state, from, message, ctx);
      return;
    case "Response":
  }
}

function onTimer(state: QuorumState, name: string, ctx: Context, key: number): void {
  switch (name) {
    case HANDOFF_TIMER:
      onHandoffTimer(state, ctx);
      return;
    case ANTI_ENTROPY_TIMER:
      onAntiEntropyTimer(state, ctx);
      return;
    default:
      onOperationTimeout(state, operationNumber(state, key), ctx);
  }
}

function onOperationTimeout(state: QuorumState, operation: number, ctx: Context): void {
  const pending = state.pending.get(operation);
  if (pending === undefined) return;
  if (pending.kind === "write") onWriteTimeout(state, operation, pending, ctx);
  else onReadTimeout(state, operation, pending, ctx);
}

function onDisk(state: QuorumState, sync: number, ctx: Context): void {
  for (const { to, message } of takeDue(state, sync)) {
    if (to === state.self) onMessage(state, to, message, ctx);
    else ctx.send(to, message);
  }
  syncWrites(state, ctx);
}
