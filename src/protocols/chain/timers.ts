import type { Context } from "../../cluster/index.ts";
import type { ChainOptions } from "./options.ts";

/** `silent` runs once for each member, at the master; `lease` once for each heartbeat that is under way. */
export const TIMERS = ["heartbeat", "lease", "silent"] as const;

/**
 * A lease is four fifths of the failure timeout and is counted from before the heartbeat that earns it has left, the
 * timeout from when it arrived. So a lease has ended before the master goes on without its holder, unless clocks differ in
 * rate by more than a fifth.
 */
export function armLease({ failureTimeoutUs }: ChainOptions, beat: number, ctx: Context): void {
  ctx.setTimer("lease", Math.floor(failureTimeoutUs * 0.8), beat);
}
