import type { Context, NodeId } from "../../cluster/index.ts";
import { startElection } from "./election.ts";
import { lastIndex } from "./log.ts";
import type { TimeoutNow } from "./messages.ts";
import { sendEntriesTo } from "./replication.ts";
import { NOBODY, type RaftState } from "./state.ts";

/**
 * Leadership transfer (thesis §3.10): the leader takes no more requests, brings the target's log up to date, and tells
 * it to start an election at once. After an election timeout without a new leader it gives up and goes on.
 */
export function startTransfer(state: RaftState, to: NodeId | undefined, ctx: Context): void {
  if (state.role !== "leader") return;
  const target = to ?? mostUpToDate(state, ctx);
  if (target === ctx.self || !ctx.peers.includes(target)) return;
  state.transferTo = target;
  state.reading.isLeaseBarred = true;
  ctx.note("transfer", `hands over to ${ctx.nameOf(target)}`, state.currentTerm);
  ctx.setTimer("transfer", state.options.electionTimeoutUs[0]);
  sendEntriesTo(state, target, ctx);
  finishTransfer(state, ctx);
}

/** The target has the whole log: its turn. */
export function finishTransfer(state: RaftState, ctx: Context): void {
  if (state.progress[state.transferTo]!.matchIndex < lastIndex(state.log)) return;
  ctx.send<TimeoutNow>(state.transferTo, { kind: "TimeoutNow", term: state.currentTerm });
}

export function onTransferTimeout(state: RaftState): void {
  state.transferTo = NOBODY;
}

export function onTimeoutNow(state: RaftState, message: TimeoutNow, ctx: Context): void {
  if (message.term === state.currentTerm && state.role === "follower") startElection(state, true, ctx);
}

function mostUpToDate(state: RaftState, ctx: Context): NodeId {
  let best = ctx.self;
  let bestMatch = -1;
  for (const peer of ctx.peers) {
    const { matchIndex } = state.progress[peer]!;
    if (matchIndex > bestMatch) {
      best = peer;
      bestMatch = matchIndex;
    }
  }
  return best;
}
