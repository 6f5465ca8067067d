import type { Context, NodeId } from "../../cluster/index.ts";
import { append, cutFrom, epochAt, lastIndex, sendDurably } from "../replicated-log/log.ts";
import { createSessionStore } from "../state-machines/sessions.ts";
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
  const { epoch, prevIndex, prevEpoch, entries, acknowledged } = message;
  if (epochAt(log, prevIndex) !== prevEpoch) {
    reply(state, from, message, { epoch, success: false, index: fallBack(state, prevIndex) }, ctx);
    return;
  }
  store(state, message, ctx);
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

/** The primary ships again from here: the end of this log, or where the epoch that does not fit begins in it. */
function fallBack({ log }: PrimaryBackupState, prevIndex: number): number {
  if (prevIndex > lastIndex(log)) return lastIndex(log) + 1;
  const epoch = epochAt(log, prevIndex);
  let index = prevIndex;
  while (index > 1 && epochAt(log, index - 1) === epoch) index--;
  return index;
}

/** Entries that the primary has not go, with all behind them; those that are new come. */
function store(state: PrimaryBackupState, { prevIndex, entries }: Append, ctx: Context): void {
  entries.forEach((entry, offset) => {
    const index = prevIndex + 1 + offset;
    const held = epochAt(state.log, index);
    if (held === entry.epoch) return;
    if (held >= 0) truncate(state, index, ctx);
    append(state.log, entry, ctx);
  });
}

/** What was carried out of the entries that go cannot be undone, so the rest is carried out anew. */
function truncate(state: PrimaryBackupState, index: number, ctx: Context): void {
  const count = lastIndex(state.log) - index + 1;
  const lost = Math.max(0, state.acknowledged - index + 1);
  const text = `drops ${count === 1 ? "1 entry" : `${count} entries`} from ${index} on`;
  ctx.note("truncate", lost > 0 ? `${text}, ${lost} of them acknowledged` : text, lost);
  cutFrom(state.log, index, ctx);
  if (lost === 0) return;
  state.acknowledged = 0;
  state.machine = createSessionStore();
  carryOut(state, index - 1, ctx);
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
