import type { Context, NodeId } from "../../cluster/index.ts";
import { countStored, fallBackOf, fits, goBack, replay, store } from "../replicated-log/copying.ts";
import { cutFrom, entryAt, lastIndex } from "../replicated-log/log.ts";
import { executeOnce } from "../state-machines/sessions.ts";
import { answerClients } from "./answers.ts";
import { predecessorOf, successorOf } from "./configuration.ts";
import { sendHeartbeat, writeMember } from "./membership.ts";
import type { Update, UpdateReply } from "./messages.ts";
import { replyUp, ship } from "./shipping.ts";
import type { ServerState } from "./state.ts";

/** §3: updates come from the predecessor, in its order. One of another chain waits until both know the same. */
export function onUpdate(state: ServerState, from: NodeId, message: Update, ctx: Context): void {
  const { configuration, log } = state;
  if (message.configuration > configuration.number) sendHeartbeat(state, ctx);
  if (message.configuration !== configuration.number || from !== predecessorOf(configuration, state.self))
    return;
  if (!fits(log, message)) {
    ctx.send<UpdateReply>(from, {
      kind: "UpdateReply",
      configuration: configuration.number,
      round: message.round,
      success: false,
      index: fallBackOf(log, message),
      acknowledged: 0,
    });
    return;
  }
  store(log, message, (index) => takeBack(state, index), ctx);
  state.matched = Math.max(state.matched, message.prevIndex + message.entries.length);
  catchUp(state, message, ctx);
  if (log.durable >= state.matched) replyUp(state, message.round, ctx);
}

/**
 * §3, extending a chain: a server that has come must have all that its predecessor had when it knew of that, for as long it
 * may have been the tail and answered. What the server has beyond that was never passed on by anyone, and goes.
 */
function catchUp(state: ServerState, message: Update, ctx: Context): void {
  if (state.isCurrent) return;
  if (state.goal < 0) state.goal = message.lastIndex;
  if (state.matched < message.lastIndex || lastIndex(state.log) <= message.lastIndex) return;
  takeBack(state, message.lastIndex + 1);
  cutFrom(state.log, message.lastIndex + 1, ctx);
}

/** What was carried out cannot be undone, so what stays is carried out anew. */
function takeBack(state: ServerState, index: number): void {
  state.matched = Math.min(state.matched, index - 1);
  if (state.applied < index) return;
  state.applied = index - 1;
  state.acknowledged = Math.min(state.acknowledged, index - 1);
  state.machine = replay(state.log, index - 1);
}

/** Updates have reached this server's disk: carries them out, passes them on, and answers or acknowledges. */
export function onDurable(state: ServerState, sync: number, ctx: Context): void {
  const { log } = state;
  const before = state.applied;
  while (state.applied < log.durable) {
    state.applied++;
    executeOnce(state.machine, entryAt(log, state.applied)!.command!);
  }
  const hasCaughtUp = becomeCurrent(state, sync, ctx);
  if (state.applied > before || hasCaughtUp) ship(state, ctx);
  answerClients(state, ctx);
  replyUp(state, 0, ctx);
}

/** It has reached its goal. It says so when its disk knows, too, for a crash must not make it forget. */
function becomeCurrent(state: ServerState, sync: number, ctx: Context): boolean {
  if (state.isCurrent) return false;
  if (state.currentSync > 0) state.isCurrent = sync >= state.currentSync;
  else if (hasReachedGoal(state)) {
    state.currentSync = state.log.issued + 1;
    writeMember(state, ctx);
  }
  return state.isCurrent;
}

/** All that counts is on its disk, and nothing of an earlier life lies behind that. */
function hasReachedGoal({ goal, matched, log }: ServerState): boolean {
  return goal >= 0 && Math.min(matched, log.durable) >= goal && lastIndex(log) <= matched;
}

/** §3: the successor has stored updates, or the tail has processed some, which leave Sent. */
export function onUpdateReply(state: ServerState, from: NodeId, message: UpdateReply, ctx: Context): void {
  const { configuration, progress } = state;
  if (message.configuration !== configuration.number || from !== successorOf(configuration, state.self))
    return;
  if (message.success) {
    countStored(progress, message.index);
    if (progress.next <= state.log.durable) ship(state, ctx);
  } else if (goBack(progress, message.round, message.index, state.round + 1)) ship(state, ctx);
  if (message.acknowledged <= state.acknowledged) return;
  state.acknowledged = message.acknowledged;
  replyUp(state, 0, ctx);
}
