import type { Context, Durable } from "../../cluster/index.ts";
import { createLog, epochAt, flush, lastIndex, type DurableLog } from "../replicated-log/log.ts";
import { createSessionStore } from "../state-machines/sessions.ts";
import type { PrimaryBackupOptions } from "./options.ts";
import { becomeBackup, EPOCH_CELL, lead, noteRole } from "./roles.ts";
import { NOBODY, ownerOf, type PrimaryBackupState } from "./state.ts";
import { armTakeover } from "./timers.ts";

/** All know the primary of the first epoch, which is its place. */
export function start(options: PrimaryBackupOptions, ctx: Context): PrimaryBackupState {
  const state = createState(options, createLog(), firstEpoch(options, ctx), ctx);
  if (ownerOf(state.epoch, ctx.replicas) === ctx.self) lead(state, ctx);
  else {
    noteRole(state, ctx);
    becomeBackup(state, ownerOf(state.epoch, ctx.replicas), ctx);
  }
  return state;
}

/**
 * After a crash a node obeys whom it hears. One that was primary waits for that as long as any, and then takes over
 * again, in a new epoch: its backups may have entries that its own disk had not kept.
 */
export function restart(durable: Durable, ctx: Context, options: PrimaryBackupOptions): PrimaryBackupState {
  const log = createLog(durable);
  const stored = (durable.cells[EPOCH_CELL] as number | undefined) ?? firstEpoch(options, ctx);
  const state = createState(options, log, Math.max(stored, epochAt(log, lastIndex(log))), ctx);
  noteRole(state, ctx);
  becomeBackup(state, NOBODY, ctx);
  if (ownerOf(state.epoch, ctx.replicas) === ctx.self) armTakeover(state, ctx);
  flush(log, ctx);
  return state;
}

function firstEpoch({ initialPrimary }: PrimaryBackupOptions, ctx: Context): number {
  const place = ctx.replicas.findIndex((node) => ctx.nameOf(node) === initialPrimary);
  return Math.max(0, place) + 1;
}

function createState(
  options: PrimaryBackupOptions,
  log: DurableLog,
  epoch: number,
  ctx: Context,
): PrimaryBackupState {
  return {
    options,
    self: ctx.self,
    replicas: ctx.replicas,
    role: "backup",
    epoch,
    epochSync: 0,
    primary: NOBODY,
    log,
    acknowledged: 0,
    machine: createSessionStore(),
    asking: 0,
    promises: [],
    progress: [],
    round: 0,
    firstIndex: 0,
    waitingReads: [],
  };
}
