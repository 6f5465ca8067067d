import type { Context } from "../../cluster/index.ts";
import { majorityOf, votersOf } from "./configuration.ts";
import { executeOnce, toResponse } from "../state-machines/sessions.ts";
import { entryAt, termAt, type Entry } from "./log.ts";
import type { RaftState } from "./state.ts";

/** The leader's own disk is one of the majority (thesis §10.2.1: it may be slower than the followers'). */
export function countOwnDisk(state: RaftState, ctx: Context): void {
  state.progress[ctx.self]!.matchIndex = state.storage.durableIndex;
}

/**
 * §5.3, §5.4.2: commits what a majority has made durable, but only through an entry of the current term: an earlier
 * one that is on a majority can still be overwritten (Figure 8). True when commitIndex has moved.
 */
export function advanceCommitIndex(state: RaftState, ctx: Context): boolean {
  const index = majorityMatch(state, ctx);
  if (index <= state.commitIndex) return false;
  const isCurrent = termAt(state.log, index) === state.currentTerm;
  if (!isCurrent && state.options.bug !== "commit-old-term") return false;
  if (ctx.traced) ctx.note("commit", `commits ${index}`, index);
  commitUpTo(state, index, ctx);
  return true;
}

/** The highest index that is durable on a majority. */
function majorityMatch(state: RaftState, ctx: Context): number {
  const voters = votersOf(ctx);
  const majority = majorityOf(ctx);
  let highest = 0;
  for (const candidate of voters) {
    const { matchIndex } = state.progress[candidate]!;
    if (matchIndex <= highest) continue;
    let count = 0;
    for (const voter of voters) if (state.progress[voter]!.matchIndex >= matchIndex) count++;
    if (count >= majority) highest = matchIndex;
  }
  return highest;
}

/** Figure 2, all servers: what is committed is applied, in order. */
export function commitUpTo(state: RaftState, index: number, ctx: Context): void {
  state.commitIndex = index;
  while (state.lastApplied < index) {
    state.lastApplied++;
    apply(state, entryAt(state.log, state.lastApplied)!, ctx);
  }
}

/** Every entry of a leader's own term was appended by itself, so its client waits here. */
function apply(state: RaftState, entry: Entry, ctx: Context): void {
  if (entry.command === null) return;
  const answer = executeOnce(state.machine, entry.command);
  const isOurs = state.role === "leader" && entry.term === state.currentTerm;
  if (isOurs && answer !== undefined) ctx.respond(entry.client, toResponse(entry.command, answer));
}
