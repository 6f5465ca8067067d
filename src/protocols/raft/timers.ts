import type { Context } from "../../cluster/index.ts";
import type { RaftState } from "./state.ts";

/** Every timer of a replica. */
export const TIMERS = ["election", "heartbeat", "check-quorum", "transfer"] as const;

/** Arms the election timer with a timeout drawn afresh (§5.2), so that split votes do not repeat. */
export function resetElectionTimer(state: RaftState, ctx: Context): void {
  const [shortest, longest] = state.options.electionTimeoutUs;
  ctx.setTimer("election", shortest + ctx.random() * (longest - shortest));
}
