import type { Context } from "../../cluster/index.ts";
import { lastIndex, writeCell } from "../replicated-log/log.ts";
import { answerClients } from "./answers.ts";
import { roleIn, sinceOf, type Configuration } from "./configuration.ts";
import type { ChainIs, Heartbeat } from "./messages.ts";
import { ship } from "./shipping.ts";
import type { ServerState } from "./state.ts";
import { armLease } from "./timers.ts";

export const MEMBER_CELL = "member";

/** What a server keeps of itself on disk. */
export interface StoredMember {
  readonly configuration: Configuration;
  readonly isCurrent: boolean;
}

/** Each interval the master and the successor hear of this server. */
export function sendHeartbeats(state: ServerState, ctx: Context): void {
  ctx.setTimer("heartbeat", state.options.heartbeatUs);
  sendHeartbeat(state, ctx);
  ship(state, ctx);
}

export function sendHeartbeat(state: ServerState, ctx: Context): void {
  state.beat++;
  armLease(state.options, state.beat, ctx);
  const since = sinceOf(state.configuration, state.self);
  const { beat: round, isCurrent } = state;
  ctx.send<Heartbeat>(state.master, { kind: "Heartbeat", round, since, isCurrent });
}

export function onChainIs(state: ServerState, message: ChainIs, ctx: Context): void {
  if (message.configuration.number > state.configuration.number) adopt(state, message.configuration, ctx);
  const isMember = message.leaseSince > 0 && message.leaseSince === sinceOf(state.configuration, state.self);
  if (isMember && message.round > Math.max(state.endedBeat, state.leaseBeat))
    renewLease(state, message.round, ctx);
  answerClients(state, ctx);
}

/** The lease lasts as long as the timer of this heartbeat; those before it do not matter any more. */
function renewLease(state: ServerState, beat: number, ctx: Context): void {
  if (state.leaseBeat > 0)
    for (let earlier = state.leaseBeat; earlier < beat; earlier++) ctx.cancelTimer("lease", earlier);
  state.leaseBeat = beat;
}

/** The timer of a heartbeat has ended: so has the lease, unless a later heartbeat was answered. */
export function onLeaseEnd(state: ServerState, beat: number): void {
  state.endedBeat = beat;
  if (state.leaseBeat <= beat) state.leaseBeat = 0;
}

/** A new chain (§3). Whoever was out of it meanwhile has missed something, and must catch up before it speaks for all. */
function adopt(state: ServerState, configuration: Configuration, ctx: Context): void {
  const since = sinceOf(configuration, state.self);
  if (since !== sinceOf(state.configuration, state.self)) {
    state.isCurrent = state.options.bug === "join-without-history";
    state.goal = -1;
    state.currentSync = 0;
    state.leaseBeat = 0;
  }
  state.configuration = configuration;
  state.matched = 0;
  state.progress = { match: 0, next: lastIndex(state.log) + 1, backRound: 0 };
  writeMember(state, ctx);
  noteRole(state, ctx);
  ship(state, ctx);
}

export function writeMember(state: ServerState, ctx: Context): void {
  const { log, configuration } = state;
  const isCurrent = state.isCurrent || state.currentSync > 0;
  writeCell(log, MEMBER_CELL, { configuration, isCurrent } satisfies StoredMember, ctx);
}

export function noteRole(state: ServerState, ctx: Context): void {
  ctx.note("role", roleIn(state.configuration, state.self), state.configuration.number);
}
