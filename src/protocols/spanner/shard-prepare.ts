import type { Context } from "../../cluster/index.ts";
import { holds } from "../locks/lock-table.ts";
import type { Prepare } from "./messages.ts";
import { coordinatorOf } from "./placement.ts";
import { giveUp, goOnPreparing, partOf } from "./shard-locks.ts";
import type { Participation, SpannerState } from "./state.ts";
import { tell } from "./tell.ts";

/** Phase 1 at a shard. Locks that a crash took away are not there any more: then it cannot take part. */
export function onPrepare(state: SpannerState, { id, reads, writes }: Prepare, ctx: Context): void {
  const part = partOf(state, id, ctx);
  if (part.phase !== "locking") return;
  if (!reads.every((key) => holds(state.shard.locks, key, id, "shared"))) {
    giveUp(state, part, "a shard has lost its locks", ctx);
    return;
  }
  part.phase = "preparing";
  part.reads = reads;
  part.writes = writes;
  goOnPreparing(state, part, ctx);
}

/** The prepare record is durable. Until the outcome comes the shard asks for it. */
export function onPrepareDurable(state: SpannerState, part: Participation, ctx: Context): void {
  part.phase = "prepared";
  report(state, part, ctx);
}

export function report(state: SpannerState, { id, timestamp, number }: Participation, ctx: Context): void {
  tell(state, coordinatorOf(state, id), { kind: "Prepared", id, timestamp }, ctx);
  ctx.setTimer("inquiry", state.options.inquiryUs, number);
}
