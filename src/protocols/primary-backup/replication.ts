import type { Context, NodeId } from "../../cluster/index.ts";
import { batchFrom } from "../replicated-log/copying.ts";
import { lastIndex } from "../replicated-log/log.ts";
import { acknowledge } from "./acknowledge.ts";
import type { Append } from "./messages.ts";
import type { PrimaryBackupState } from "./state.ts";

/** Each interval everyone hears of the primary, with whatever it lacks; and whoever was silent too long may be skipped. */
export function sendHeartbeats(state: PrimaryBackupState, ctx: Context): void {
  ctx.setTimer("heartbeat", state.options.heartbeatUs);
  ship(state, ctx);
  acknowledge(state, ctx);
}

/** Ships to every backup what it was not sent yet. Backups that are equally far get the same message. */
export function ship(state: PrimaryBackupState, ctx: Context): void {
  state.round++;
  let message: Append | undefined;
  for (const peer of ctx.peers) {
    const progress = state.progress[peer]!;
    if (message?.prevIndex !== progress.next - 1) message = createAppend(state, progress.next);
    progress.next += message.entries.length;
    ctx.send(peer, message);
  }
}

/** Ships to one backup, which is behind. */
export function shipTo(state: PrimaryBackupState, peer: NodeId, ctx: Context): void {
  state.round++;
  const progress = state.progress[peer]!;
  const message = createAppend(state, progress.next);
  progress.next += message.entries.length;
  ctx.send(peer, message);
}

function createAppend({ log, epoch, round, acknowledged }: PrimaryBackupState, next: number): Append {
  return { kind: "Append", epoch, round, acknowledged, ...batchFrom(log, next, lastIndex(log)) };
}
