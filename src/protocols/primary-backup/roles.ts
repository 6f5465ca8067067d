import type { Context, NodeId } from "../../cluster/index.ts";
import { append, lastIndex, writeCell } from "../replicated-log/log.ts";
import { sendHeartbeats } from "./replication.ts";
import { redirect } from "./redirect.ts";
import { NOBODY, ownerOf, type PrimaryBackupState, type Progress } from "./state.ts";
import { armFailover } from "./timers.ts";

export const EPOCH_CELL = "epoch";

export function noteRole({ role, epoch }: PrimaryBackupState, ctx: Context): void {
  ctx.note("role", role, epoch);
}

/** Nothing that waits for the disk on behalf of an earlier epoch may leave any more. */
export function adoptEpoch(state: PrimaryBackupState, epoch: number, ctx: Context): void {
  state.epoch = epoch;
  state.log.held = [];
  writeCell(state.log, EPOCH_CELL, epoch, ctx);
  state.epochSync = state.log.issued + 1;
  if (state.role === "backup") noteRole(state, ctx);
}

/** This node leads its epoch: an entry marks where it begins, for only what is shipped in it tells what is acknowledged. */
export function becomePrimary(state: PrimaryBackupState, ctx: Context): void {
  state.firstIndex = lastIndex(state.log) + 1;
  append(state.log, { epoch: state.epoch, command: null, client: NOBODY }, ctx);
  lead(state, ctx);
  ctx.note("failover", `${ctx.nameOf(state.self)} takes over in epoch ${state.epoch}`, state.epoch);
  ctx.note("elected", `takes over in epoch ${state.epoch}`, state.epoch);
}

/** The primary of the first epoch has nothing before it. */
export function lead(state: PrimaryBackupState, ctx: Context): void {
  state.role = "primary";
  state.primary = state.self;
  state.promises = [];
  state.round = 0;
  const next = lastIndex(state.log) + 1;
  for (const peer of ctx.peers) state.progress[peer] = createProgress(next, ctx.localTime());
  noteRole(state, ctx);
  ctx.cancelTimer("failover");
  sendHeartbeats(state, ctx);
}

/**
 * This node obeys `primary`, or waits for one. A deposed primary answers no more: what it appended may yet be kept by
 * its successor, or not, and it will not know; reads change nothing, so their clients are sent on.
 */
export function becomeBackup(state: PrimaryBackupState, primary: NodeId, ctx: Context): void {
  const hasChanged = state.role !== "backup";
  if (state.role === "primary") {
    const next = ownerOf(state.epoch, state.replicas);
    ctx.note("step-down", `gives way to epoch ${state.epoch} of ${ctx.nameOf(next)}`, state.epoch);
    ctx.cancelTimer("heartbeat");
    state.progress = [];
    for (const { client, request } of state.waitingReads) redirect(primary, client, request, ctx);
    state.waitingReads = [];
  }
  state.role = "backup";
  state.primary = primary;
  state.promises = [];
  if (hasChanged) noteRole(state, ctx);
  ctx.cancelTimer("failover");
  armFailover(state, ctx);
}

function createProgress(next: number, nowUs: number): Progress {
  return { match: 0, next, backRound: 0, obeyedRound: 0, heardUs: nowUs, isSkipped: false };
}
