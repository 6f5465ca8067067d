import type { Context, NodeId } from "../../cluster/index.ts";
import { countStored, goBack } from "../replicated-log/copying.ts";
import { lastIndex } from "../replicated-log/log.ts";
import { acknowledge } from "./acknowledge.ts";
import type { AppendReply } from "./messages.ts";
import { answerConfirmedReads } from "./reads.ts";
import { shipTo } from "./replication.ts";
import { adoptEpoch, becomeBackup } from "./roles.ts";
import { NOBODY, type PrimaryBackupState } from "./state.ts";

/** A backup has answered: the primary's side. */
export function onAppendReply(
  state: PrimaryBackupState,
  from: NodeId,
  message: AppendReply,
  ctx: Context,
): void {
  if (message.epoch > state.epoch) {
    adoptEpoch(state, message.epoch, ctx);
    becomeBackup(state, NOBODY, ctx);
    return;
  }
  if (state.role !== "primary" || message.epoch < state.epoch) return;
  const progress = state.progress[from]!;
  progress.heardUs = ctx.localTime();
  progress.obeyedRound = Math.max(progress.obeyedRound, message.round);
  if (message.success) countStored(progress, message.index);
  else if (goBack(progress, message.round, message.index, state.round + 1)) shipTo(state, from, ctx);
  acknowledge(state, ctx);
  answerConfirmedReads(state, ctx);
  if (message.success && progress.next <= lastIndex(state.log)) shipTo(state, from, ctx);
}
