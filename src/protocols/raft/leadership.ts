import type { Context } from "../../cluster/index.ts";
import { votersOf } from "./configuration.ts";
import { lastIndex, lastTerm } from "./log.ts";
import { createReading } from "./pending-reads.ts";
import { sendHeartbeats } from "./replication.ts";
import { setRole } from "./roles.ts";
import { NOBODY, type Progress, type RaftState } from "./state.ts";
import { syncWrites, writeEntry } from "./storage.ts";

/**
 * A candidate has won (§5.2). It commits an empty entry at once, for only by committing an entry of its own term does
 * it learn what is committed (§8); a leader of the first term that already made entries needs none.
 */
export function becomeLeader(state: RaftState, ctx: Context): void {
  setRole(state, "leader", ctx.self, ctx);
  state.votes = [];
  state.transferTo = NOBODY;
  state.progress = [];
  const next = lastIndex(state.log) + 1;
  for (const node of votersOf(ctx)) state.progress[node] = createProgress(next);
  state.progress[ctx.self]!.matchIndex = state.storage.durableIndex;
  state.reading = createReading();
  ctx.cancelTimer("election");
  if (state.options.checkQuorum) ctx.setTimer("check-quorum", state.options.electionTimeoutUs[0]);
  if (lastTerm(state.log) !== state.currentTerm) {
    writeEntry(state, { term: state.currentTerm, command: null, client: NOBODY }, ctx);
  }
  sendHeartbeats(state, ctx);
  syncWrites(state, ctx);
}

/** §5.3: nextIndex starts behind the leader's last entry, and falls back until the logs agree. */
function createProgress(nextIndex: number): Progress {
  return { matchIndex: 0, nextIndex, isProbing: true, isWaiting: false, ackedRound: 0, isActive: true };
}
