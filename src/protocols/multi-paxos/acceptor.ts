import type { Context, NodeId } from "../../cluster/index.ts";
import { isLower, type Ballot } from "./ballot.ts";
import type { Accept, AcceptReply, Nack, Prepare } from "./messages.ts";
import { stepDown } from "./proposer.ts";
import type { PaxosState } from "./state.ts";
import { sendWhenDurable, toPromise, writePromise, writeVote } from "./storage.ts";

/** Phase 1b (§2.2, P1a): promise, unless something higher was promised before. */
export function onPrepare(
  state: PaxosState,
  from: NodeId,
  { ballot, from: slot }: Prepare,
  ctx: Context,
): void {
  if (isLower(ballot, state.promised)) {
    refuse(state, from, ballot, ctx);
    return;
  }
  promise(state, from, ballot, ctx);
  sendWhenDurable(state, from, toPromise(state, ballot, slot), ctx);
}

/** Phase 2b: vote, unless something higher was promised (P1a). */
export function onAccept(state: PaxosState, from: NodeId, message: Accept, ctx: Context): void {
  const { ballot, slot, command } = message;
  if (isLower(ballot, state.promised) && state.options.bug !== "accept-anything") {
    refuse(state, from, ballot, ctx);
    return;
  }
  promise(state, from, ballot, ctx);
  if (slot > state.log.length) writeVote(state, slot, { ballot, command }, ctx);
  sendWhenDurable(state, from, { kind: "AcceptReply", ballot, slot } satisfies AcceptReply, ctx);
}

/**
 * A vote promises as much as a promise does. A distinguished proposer that is outbid gives way at once; else a node learns that
 * its own ballot is lost when it is refused.
 */
function promise(state: PaxosState, from: NodeId, ballot: Ballot, ctx: Context): void {
  state.round = Math.max(state.round, ballot.round);
  if (isLower(state.promised, ballot)) writePromise(state, ballot, ctx);
  const isOutbid = state.phase !== "idle" && isLower(state.ballot, ballot);
  if (isOutbid && state.options.proposers === "distinguished") stepDown(state, from, ctx);
}

function refuse({ promised }: PaxosState, to: NodeId, ballot: Ballot, ctx: Context): void {
  ctx.send<Nack>(to, { kind: "Nack", ballot, promised });
}
