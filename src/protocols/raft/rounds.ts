import type { Context } from "../../cluster/index.ts";
import { otherVotersOf, majorityOf } from "./configuration.ts";
import { termAt } from "./log.ts";
import { answerRead } from "./pending-reads.ts";
import type { RaftState } from "./state.ts";

/**
 * Rounds of heartbeats. A round is confirmed when a majority has answered AppendEntries that were sent after it
 * began: then no later leader had been elected when it began, and reads that came before it may be answered
 * (thesis §6.4).
 */
export function beginRound(state: RaftState, ctx: Context): void {
  const { reading } = state;
  reading.round++;
  if (reading.leaseRound === 0 && state.options.reads === "lease") {
    reading.leaseRound = reading.round;
    reading.leaseRoundStartUs = ctx.localTime();
  }
  if (reading.waiting.length === 0 || !hasCommittedInTerm(state)) return;
  for (const read of reading.waiting) if (read.round === 0) read.round = reading.round;
}

/**
 * Thesis §6.4 step 1: until an entry of its own term is committed a leader may not know the latest committed one.
 * Step 2 would remember commitIndex as the read's index; applying at once, the state is never behind it.
 */
export function hasCommittedInTerm(state: RaftState): boolean {
  return termAt(state.log, state.commitIndex) === state.currentTerm;
}

/** Someone answered: answers the reads of every round that is confirmed by now, and prolongs the lease. */
export function confirmRounds(state: RaftState, ctx: Context): void {
  const { reading } = state;
  if (reading.leaseRound > 0 && isConfirmed(state, reading.leaseRound, ctx)) prolongLease(state);
  let done = 0;
  for (const { round, client, request } of reading.waiting) {
    if (round === 0 || !isConfirmed(state, round, ctx)) break;
    answerRead(state, client, request, ctx);
    done++;
  }
  if (done > 0) reading.waiting.splice(0, done);
}

function isConfirmed(state: RaftState, round: number, ctx: Context): boolean {
  let count = 1;
  for (const peer of otherVotersOf(ctx)) if (state.progress[peer]!.ackedRound >= round) count++;
  return count >= majorityOf(ctx);
}

/** Thesis §6.4.1: whoever answered will vote for nobody within the shortest election timeout. */
function prolongLease({ reading, options }: RaftState): void {
  reading.leaseEndUs = reading.leaseRoundStartUs + options.electionTimeoutUs[0] / options.clockDriftBound;
  reading.leaseRound = 0;
}
