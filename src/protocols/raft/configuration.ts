import type { Context, NodeId } from "../../cluster/index.ts";

/** The members that vote. All replicas for now: where a change of membership (§6) will be read from the log. */
export function votersOf(ctx: Context): readonly NodeId[] {
  return ctx.replicas;
}

export function otherVotersOf(ctx: Context): readonly NodeId[] {
  return ctx.peers;
}

/** How many make a majority. */
export function majorityOf(ctx: Context): number {
  return (votersOf(ctx).length >> 1) + 1;
}
