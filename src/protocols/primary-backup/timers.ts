import type { Context } from "../../cluster/index.ts";
import { ownerOf, type PrimaryBackupState } from "./state.ts";

export const TIMERS = ["heartbeat", "failover"] as const;

/**
 * How long this backup waits to hear a primary: the next in order after the last primary tries first, and has half a
 * timeout before the one behind it does.
 */
export function armFailover(state: PrimaryBackupState, ctx: Context): void {
  if (state.options.failover === "automatic") armTakeover(state, ctx);
}

/** The same whoever asked for it: a candidate's patience, and that of a primary that has restarted. */
export function armTakeover(state: PrimaryBackupState, ctx: Context): void {
  const { replicas, epoch, self, options } = state;
  const last = replicas.indexOf(ownerOf(epoch, replicas));
  const distance = (replicas.indexOf(self) - last + replicas.length) % replicas.length;
  const rank = (distance === 0 ? replicas.length : distance) - 1;
  ctx.setTimer("failover", options.failoverTimeoutUs * (1 + rank / 2));
}
