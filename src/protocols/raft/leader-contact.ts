import type { Context } from "../../cluster/index.ts";
import { majorityOf } from "./configuration.ts";
import { becomeFollower } from "./roles.ts";
import { NOBODY, type RaftState } from "./state.ts";

/** Before the start of any clock: no leader was heard yet. */
export const NEVER_US = -1e15;

/** With these options no vote is given while a leader is heard: what keeps a disturber, or a lease, at bay. */
export function isSticky(state: RaftState): boolean {
  return state.options.checkQuorum || state.options.reads === "lease";
}

/** True within the shortest election timeout after a current leader was heard; a leader hears itself (thesis §4.2.3). */
export function hearsLeader(state: RaftState, ctx: Context): boolean {
  if (state.role === "leader") return true;
  const sinceUs = ctx.localTime() - state.heardLeaderUs;
  return sinceUs >= 0 && sinceUs < state.options.electionTimeoutUs[0];
}

/** Thesis §6.2: a leader steps down when an election timeout passes without an answer from a majority. */
export function onCheckQuorum(state: RaftState, ctx: Context): void {
  let active = 1;
  for (const peer of ctx.peers) {
    const progress = state.progress[peer]!;
    if (progress.isActive) active++;
    progress.isActive = false;
  }
  if (active < majorityOf(ctx)) becomeFollower(state, state.currentTerm, NOBODY, ctx);
  else ctx.setTimer("check-quorum", state.options.electionTimeoutUs[0]);
}
