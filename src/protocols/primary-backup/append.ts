import type { Context, NodeId } from "../../cluster/index.ts";
import { fallBackOf, fits, replay, store } from "../replicated-log/copying.ts";
import { lastIndex, sendDurably } from "../replicated-log/log.ts";
import { carryOut } from "./acknowledge.ts";
import type { Append, AppendReply } from "./messages.ts";
import { adoptEpoch, becomeBackup } from "./roles.ts";
import type { PrimaryBackupState } from "./state.ts";
import { armFailover } from "./timers.ts";

/** A primary ships its log: the backup's side. */
export function onAppend(state: PrimaryBackupState, from: NodeId, message: Append, ctx: Context): void {
  if (message.epoch < state.epoch && !obeysEarlier(state)) {
    ctx.note("fenced", `refuses ${ctx.nameOf(from)} of epoch ${message.epoch}`, message.epoch);
    reply(state, from, message, { epoch: state.epoch, success: false, index: 0 }, ctx);
    return;
  }
  obey(state, from, message, ctx);
  const { log } = state;
  const { epoch, prevIndex, entries, acknowledged } = message;
  if (!fits(log, message)) {
    reply(state, from, message, { epoch, success: false, index: fallBackOf(log, message) }, ctx);
    return;
  }
  store(log, message, (index) => takeBack(state, index, ctx), ctx);
  const match = prevIndex + entries.length;
  carryOut(state, Math.min(acknowledged, match), ctx);
  reply(state, from, message, { epoch, success: true, index: match }, ctx);
}

/**
 * Fencing: whoever has promised a later epoch, or heard of one, obeys no earlier one. Without it a backup obeys whom it
 * hears, and only a primary stands against an earlier one.
 */
function obeysEarlier({ options, role }: PrimaryBackupState): boolean {
  return (!options.fencing || options.bug === "ignore-epoch") && role === "backup";
}

function obey(state: PrimaryBackupState, from: NodeId, { epoch }: Append, ctx: Context): void {
  if (epoch > state.epoch) adoptEpoch(state, epoch, ctx);
  if (state.role === "backup" && state.primary === from) armFailover(state, ctx);
  else becomeBackup(state, from, ctx);
}

/** What was carried out of the entries that go cannot be undone, so the rest is carried out anew. */
function takeBack(state: PrimaryBackupState, index: number, ctx: Context): void {
  const count = lastIndex(state.log) - index + 1;
  const lost = Math.max(0, state.acknowledged - index + 1);
  const text = `drops ${count === 1 ? "1 entry" : `${count} entries`} from ${index} on`;
  ctx.note("truncate", lost > 0 ? `${text}, ${lost} of them acknowledged` : text, lost);
  if (lost === 0) return;
  state.acknowledged = index - 1;
  state.machine = replay(state.log, index - 1);
}

/** Leaves when all that it speaks of is on disk. */
function reply(
  state: PrimaryBackupState,
  to: NodeId,
  { round }: Append,
  rest: Pick<AppendReply, "epoch" | "success" | "index">,
  ctx: Context,
): void {
  sendDurably<AppendReply>(state.log, to, { kind: "AppendReply", round, ...rest }, ctx);
}
