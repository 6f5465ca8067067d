import type { Context } from "../../cluster/index.ts";
import type { QuorumState } from "./state.ts";

/** One for each operation that this node coordinates; its key is the operation's count. */
export const OPERATION_TIMER = "operation";

/** Armed while there are hints. */
export const HANDOFF_TIMER = "handoff";

export const ANTI_ENTROPY_TIMER = "anti-entropy";

/** Between half an interval and one and a half, so that nodes do not go in step. */
export function armAntiEntropy({ options }: QuorumState, ctx: Context): void {
  if (options.antiEntropyUs > 0)
    ctx.setTimer(ANTI_ENTROPY_TIMER, options.antiEntropyUs * (0.5 + ctx.random()));
}

export function armHandoff({ options, hints }: QuorumState, ctx: Context): void {
  if (options.hintedHandoff && hints.size > 0) ctx.setTimer(HANDOFF_TIMER, options.handoffIntervalUs);
}
