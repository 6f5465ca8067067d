import type { Context, NodeId } from "../../cluster/index.ts";
import { epochAt, lastIndex, sendDurably } from "../replicated-log/log.ts";
import type { Takeover, TakeoverReply } from "./messages.ts";
import { adoptEpoch, becomeBackup, becomePrimary, noteRole } from "./roles.ts";
import { majorityOf, NOBODY, nextOwnEpoch, ownerOf, type PrimaryBackupState } from "./state.ts";
import { armTakeover } from "./timers.ts";

/**
 * A backup takes over. Without fencing it asks nobody but its own disk. With it, the number of its epoch is a fencing
 * token: it leads once a majority, itself among them, has promised to obey no earlier one, and none of them has an entry
 * that its log lacks. Whatever an earlier primary could acknowledge with a majority is then in this log.
 *
 * Until the others have promised, the candidate has not: one that cannot win disturbs nobody.
 */
export function startTakeover(state: PrimaryBackupState, ctx: Context): void {
  state.role = "candidate";
  state.primary = NOBODY;
  state.asking = nextOwnEpoch(state);
  state.promises = [];
  noteRole(state, ctx);
  armTakeover(state, ctx);
  if (!state.options.fencing || majorityOf(state) === 1) {
    adoptEpoch(state, state.asking, ctx);
    return;
  }
  const last = lastIndex(state.log);
  const lastEpoch = epochAt(state.log, last);
  for (const peer of ctx.peers)
    ctx.send<Takeover>(peer, { kind: "Takeover", epoch: state.asking, lastIndex: last, lastEpoch });
}

/** Promises, once that is on disk; a node whose log has more does not, and goes on as before. */
export function onTakeover(state: PrimaryBackupState, from: NodeId, message: Takeover, ctx: Context): void {
  if (message.epoch < state.epoch || hasMore(state, message)) {
    ctx.send<TakeoverReply>(from, { kind: "TakeoverReply", epoch: state.epoch, granted: false });
    return;
  }
  if (message.epoch > state.epoch) {
    adoptEpoch(state, message.epoch, ctx);
    becomeBackup(state, NOBODY, ctx);
  }
  sendDurably<TakeoverReply>(
    state.log,
    from,
    { kind: "TakeoverReply", epoch: message.epoch, granted: true },
    ctx,
  );
}

/** This log ends in a later epoch, or in the same one and is longer. */
function hasMore({ log, options }: PrimaryBackupState, other: Takeover): boolean {
  if (options.bug === "shorter-log-takes-over") return false;
  const last = lastIndex(log);
  const epoch = epochAt(log, last);
  return epoch > other.lastEpoch || (epoch === other.lastEpoch && last > other.lastIndex);
}

export function onTakeoverReply(
  state: PrimaryBackupState,
  from: NodeId,
  { epoch, granted }: TakeoverReply,
  ctx: Context,
): void {
  if (!granted && epoch > state.epoch) {
    adoptEpoch(state, epoch, ctx);
    becomeBackup(state, NOBODY, ctx);
  }
  if (!isAsking(state)) return;
  if (!granted) ctx.note("refused", `${ctx.nameOf(from)} has entries that this log lacks`, state.asking);
  else if (epoch === state.asking && !state.promises.includes(from)) {
    state.promises.push(from);
    if (state.promises.length === majorityOf(state) - 1) adoptEpoch(state, epoch, ctx);
  }
}

function isAsking({ role, epoch, asking }: PrimaryBackupState): boolean {
  return role === "candidate" && epoch < asking;
}

/** The candidate has promised, too, and that is on its disk: no crash makes it lead this epoch twice. */
export function onEpochDurable(state: PrimaryBackupState, sync: number, ctx: Context): void {
  if (state.role === "candidate" && state.epoch === state.asking && sync >= state.epochSync)
    becomePrimary(state, ctx);
}

/**
 * Nobody was heard for too long; or the promises did not come, and where an operator decides, that was all. But the
 * primary of the latest epoch that it knows, back after a crash, goes on asking until it hears another one.
 */
export function onFailoverTimeout(state: PrimaryBackupState, ctx: Context): void {
  const wasPrimary = ownerOf(state.epoch, state.replicas) === state.self;
  if (state.role === "candidate" && state.options.failover === "manual" && !wasPrimary)
    becomeBackup(state, NOBODY, ctx);
  else startTakeover(state, ctx);
}
