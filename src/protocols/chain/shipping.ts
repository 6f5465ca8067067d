import type { Context } from "../../cluster/index.ts";
import { batchFrom } from "../replicated-log/copying.ts";
import { NOBODY, predecessorOf, successorOf } from "./configuration.ts";
import type { Update, UpdateReply } from "./messages.ts";
import type { ServerState } from "./state.ts";

/**
 * Passes on to the successor what it was not sent yet of all that is on this server's disk. What a crash could take away
 * is never passed on, so a server that restarts in its place still has all that its successors have. Nor does a server that
 * has just come pass anything on before it has caught up: what it still has to drop must not seem to match below it.
 */
export function ship(state: ServerState, ctx: Context): void {
  const successor = successorOf(state.configuration, state.self);
  if (successor === NOBODY || !state.isCurrent) return;
  const { log, progress } = state;
  state.round++;
  const batch = batchFrom(log, Math.min(progress.next, log.durable + 1), log.durable);
  progress.next = batch.prevIndex + batch.entries.length + 1;
  ctx.send<Update>(successor, {
    kind: "Update",
    configuration: state.configuration.number,
    round: state.round,
    lastIndex: log.durable,
    ...batch,
  });
}

/** Tells the predecessor what is stored here, and how far the tail is. */
export function replyUp(state: ServerState, round: number, ctx: Context): void {
  const predecessor = predecessorOf(state.configuration, state.self);
  if (predecessor === NOBODY) return;
  ctx.send<UpdateReply>(predecessor, {
    kind: "UpdateReply",
    configuration: state.configuration.number,
    round,
    success: true,
    index: Math.min(state.matched, state.log.durable),
    acknowledged: Math.min(state.acknowledged, state.matched),
  });
}
