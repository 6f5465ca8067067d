import type { Context, NodeId } from "../../cluster/index.ts";
import {
  OWN_COPY,
  type Handoff,
  type HandoffReply,
  type Repair,
  type Write,
  type WriteReply,
} from "./messages.ts";
import type { QuorumState } from "./state.ts";
import { acknowledgeLater, isDurable, keepCopy, keepHint, syncWrites } from "./storage.ts";

/** A coordinator asks this node to keep a version, as a home of the key or for one that cannot be reached. */
export function onWrite(state: QuorumState, from: NodeId, message: Write, ctx: Context): void {
  const { operation, key, copy, hintFor } = message;
  if (hintFor === OWN_COPY) keepCopy(state, key, copy, ctx);
  else keepHint(state, hintFor, key, copy, ctx);
  acknowledge(state, from, { kind: "WriteReply", operation }, ctx);
}

export function onRepair(state: QuorumState, { key, copy }: Repair, ctx: Context): void {
  keepCopy(state, key, copy, ctx);
  syncWrites(state, ctx);
}

/** A stand-in hands over what it kept for this node (§4.6). */
export function onHandoff(state: QuorumState, from: NodeId, { entries }: Handoff, ctx: Context): void {
  for (const [key, copy] of entries) keepCopy(state, key, copy, ctx);
  acknowledge(state, from, { kind: "HandoffReply", entries }, ctx);
}

/** When it is on the disk: an acknowledged version survives a crash. */
function acknowledge(state: QuorumState, to: NodeId, message: WriteReply | HandoffReply, ctx: Context): void {
  if (isDurable(state)) ctx.send(to, message);
  else acknowledgeLater(state, to, message);
  syncWrites(state, ctx);
}
