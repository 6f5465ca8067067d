import type { ClientRequest, Context, NodeId } from "../../cluster/index.ts";
import { majorityOf } from "./configuration.ts";
import { answerRead } from "./pending-reads.ts";
import { sendRound } from "./replication.ts";
import { confirmRounds, hasCommittedInTerm } from "./rounds.ts";
import type { RaftState } from "./state.ts";

/** A read at the leader (thesis §6.4): under a lease at once, otherwise when a round of heartbeats confirms that it still leads. */
export function onLinearizableRead(
  state: RaftState,
  from: NodeId,
  request: ClientRequest,
  ctx: Context,
): void {
  if (holdsLease(state, ctx)) {
    answerRead(state, from, request, ctx);
    return;
  }
  state.reading.waiting.push({ client: from, request, round: 0 });
  beginReadRound(state, ctx);
}

/** Begins a round for the reads that wait for one. While a round of reads is under way, later ones gather for the next. */
export function beginReadRound(state: RaftState, ctx: Context): void {
  const { waiting } = state.reading;
  if (waiting.length === 0 || waiting[0]!.round > 0 || !hasCommittedInTerm(state)) return;
  sendRound(state, ctx);
  if (majorityOf(ctx) === 1) confirmRounds(state, ctx);
}

/**
 * Thesis §6.4.1. A leader that hands over has no lease: its successor does not wait (§3.10). Nor has it one when it gave
 * the transfer up, for the TimeoutNow may still be on its way.
 */
function holdsLease(state: RaftState, ctx: Context): boolean {
  return (
    state.options.reads === "lease" &&
    !state.reading.isLeaseBarred &&
    ctx.localTime() < state.reading.leaseEndUs &&
    hasCommittedInTerm(state)
  );
}
