import type { Context } from "../../cluster/index.ts";
import { entryAt, epochAt, lastIndex } from "../replicated-log/log.ts";
import { executeOnce, toResponse } from "../state-machines/sessions.ts";
import { majorityOf, type PrimaryBackupState, type Progress } from "./state.ts";

/**
 * Acknowledges what enough disks have, the primary's own among them. Only through an entry of its own epoch: an earlier
 * one may be on many disks and still be overwritten by a log that ends later (Raft's Figure 8 holds here, too).
 */
export function acknowledge(state: PrimaryBackupState, ctx: Context): void {
  skipSilent(state, ctx);
  const index = Math.min(state.log.durable, backedUpTo(state, ctx));
  if (index <= state.acknowledged || epochAt(state.log, index) !== state.epoch) return;
  if (ctx.traced) ctx.note("commit", `acknowledges ${index}`, index);
  carryOut(state, index, ctx);
}

/** Carries out entries in order, up to and with `index`; whoever appended them answers. */
export function carryOut(state: PrimaryBackupState, index: number, ctx: Context): void {
  while (state.acknowledged < index) {
    state.acknowledged++;
    const { epoch, command, client } = entryAt(state.log, state.acknowledged)!;
    if (command === null) continue;
    const answer = executeOnce(state.machine, command);
    if (state.role !== "primary" || epoch !== state.epoch || answer === undefined) continue;
    ctx.respond(client, { ...toResponse(command, answer), token: [epoch, state.acknowledged] });
  }
}

/** How many backups are waited for. Sync: all; semi-sync: as many as were asked for, or a majority with the primary. */
export function neededAcks(state: PrimaryBackupState): number {
  const { mode, acks } = state.options;
  const backups = state.replicas.length - 1;
  if (mode === "async") return 0;
  return mode === "sync" ? backups : Math.min(backups, acks ?? majorityOf(state) - 1);
}

/** The highest index that as many backups have as are waited for. */
function backedUpTo(state: PrimaryBackupState, ctx: Context): number {
  const heard = ctx.peers.map((peer) => state.progress[peer]!).filter(({ isSkipped }) => !isSkipped);
  const needed = Math.min(neededAcks(state), heard.length);
  if (needed === 0) return lastIndex(state.log);
  const backed = heard.map((progress) => backedUp(state, progress)).sort((a, b) => b - a);
  return backed[needed - 1]!;
}

function backedUp({ options }: PrimaryBackupState, { match, next }: Progress): number {
  return options.bug === "ack-before-backup" ? next - 1 : match;
}

/** Where the options let a silent backup drop out, it is not waited for until it answers again. */
function skipSilent(state: PrimaryBackupState, ctx: Context): void {
  if (state.options.unreachable === "block") return;
  for (const peer of ctx.peers) {
    const progress = state.progress[peer]!;
    const isSilent = ctx.localTime() - progress.heardUs > state.options.failoverTimeoutUs;
    if (isSilent === progress.isSkipped) continue;
    progress.isSkipped = isSilent;
    ctx.note("skip", `${isSilent ? "does not wait for" : "waits again for"} ${ctx.nameOf(peer)}`, peer);
  }
}
