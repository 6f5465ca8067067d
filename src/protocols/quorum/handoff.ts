import type { Context, NodeId } from "../../cluster/index.ts";
import { hasAllOf } from "./copies.ts";
import type { Handoff, HandoffReply, KeyedCopy } from "./messages.ts";
import type { QuorumState } from "./state.ts";
import { dropHint, syncWrites } from "./storage.ts";
import { armHandoff } from "./timers.ts";

/** Most hints in one message. */
const MOST_ENTRIES = 64;

/**
 * Hinted handoff (§4.6): a stand-in tries, again and again, to give what it keeps to the owner, and forgets it once the
 * owner has it on its disk.
 */
export function onHandoffTimer(state: QuorumState, ctx: Context): void {
  for (const [owner, kept] of state.hints) {
    const entries: KeyedCopy[] = [];
    for (const entry of kept) if (entries.push(entry) === MOST_ENTRIES) break;
    ctx.send<Handoff>(owner, { kind: "Handoff", entries });
  }
  armHandoff(state, ctx);
}

export function onHandoffReply(
  state: QuorumState,
  owner: NodeId,
  { entries }: HandoffReply,
  ctx: Context,
): void {
  let dropped = 0;
  for (const [key, copy] of entries) {
    const kept = state.hints.get(owner)?.get(key);
    if (kept === undefined || !hasAllOf(copy, kept)) continue;
    dropHint(state, owner, key, ctx);
    dropped++;
  }
  if (dropped > 0) ctx.note("handoff", `${ctx.nameOf(owner)} has its ${dropped} back`, dropped);
  syncWrites(state, ctx);
}
