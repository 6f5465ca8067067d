import type { Context } from "../../cluster/index.ts";
import type { PaxosState } from "./state.ts";

export const HEARTBEAT = "heartbeat";
export const TIMEOUT = "timeout";
export const RESEND = "resend";
export const RETRY = "retry";
export const TIMERS: readonly string[] = [HEARTBEAT, TIMEOUT, RESEND, RETRY];

/** Random, so that two nodes seldom stand up together. */
export function armTimeout({ options }: PaxosState, ctx: Context): void {
  const [shortestUs, longestUs] = options.timeoutUs;
  ctx.setTimer(TIMEOUT, shortestUs + (longestUs - shortestUs) * ctx.random());
}
