import type { ClientRequest, Context, NodeId } from "../../cluster/index.ts";
import { hasAllOf, mergeWith } from "./copies.ts";
import type { Read, ReadReply, Repair } from "./messages.ts";
import { homesOf } from "./placement.ts";
import { contextOf, knowsContext, tokenAfter } from "./session-token.ts";
import {
  beginOperation,
  chooseStandIns,
  endOperation,
  markAnswered,
  slotOf,
  suspectSilent,
  waitOnceMore,
} from "./slots.ts";
import type { PendingRead, QuorumState } from "./state.ts";
import { heldCopy, keepCopy, syncWrites } from "./storage.ts";
import { valueOf } from "./value-of.ts";

/** `get` (§4.5): all homes are asked, and the newest of the first r answers is the answer. */
export function startRead(state: QuorumState, from: NodeId, request: ClientRequest, ctx: Context): void {
  const { session, id, key, token } = request;
  const pending: PendingRead = {
    kind: "read",
    client: from,
    session,
    id,
    key,
    token,
    homes: homesOf(state.placement, key),
    standIns: [],
    answered: 0,
    answers: 0,
    isDone: false,
    isLate: false,
    merged: undefined,
    replies: [],
  };
  const operation = beginOperation(state, pending, ctx);
  for (const home of pending.homes) sendRead(state, operation, key, home, ctx);
  if (state.suspects.size > 0) askStandIns(state, operation, pending, ctx);
}

export function onReadReply(
  state: QuorumState,
  from: NodeId,
  { operation, copy }: ReadReply,
  ctx: Context,
): void {
  const pending = state.pending.get(operation);
  if (pending?.kind !== "read") return;
  const slot = slotOf(pending, from);
  if (slot < 0 || !markAnswered(pending, slot)) return;
  pending.merged = mergeWith(pending.merged, copy, state.options.conflicts === "siblings");
  pending.replies.push({ node: from, copy });
  if (!pending.isDone && isEnough(state, pending)) answer(pending, ctx);
  if (pending.answers === pending.homes.length) finish(state, operation, pending, ctx);
}

/** Too few in time: a sloppy quorum asks stand-ins, once; otherwise the read fails, for it changes nothing. */
export function onReadTimeout(
  state: QuorumState,
  operation: number,
  pending: PendingRead,
  ctx: Context,
): void {
  suspectSilent(state, pending);
  if (!pending.isDone && !pending.isLate && askStandIns(state, operation, pending, ctx)) {
    waitOnceMore(state, operation, pending, ctx);
    return;
  }
  finish(state, operation, pending, ctx);
}

/** r answers; and no older than what the session has seen, if it says what that is. */
function isEnough({ options }: QuorumState, { answers, token, key, merged }: PendingRead): boolean {
  return answers >= options.r && knowsContext(merged, contextOf(token, key));
}

function answer(pending: PendingRead, ctx: Context): void {
  const { client, session, id, key, token, merged } = pending;
  pending.isDone = true;
  const value = merged === undefined ? null : valueOf(merged);
  ctx.respond(client, { session, id, outcome: "ok", value, ...tokenAfter(token, key, merged) });
}

/** All have answered, or time is up. */
function finish(state: QuorumState, operation: number, pending: PendingRead, ctx: Context): void {
  endOperation(state, operation, ctx);
  if (!pending.isDone) {
    const { client, session, id } = pending;
    ctx.respond(client, { session, id, outcome: "fail", error: "unavailable" });
  }
  if (state.options.readRepair) repair(state, pending, ctx);
}

/** Read repair (§5): homes that answered with less than all answers together get the rest. */
function repair(state: QuorumState, { key, merged, replies, homes }: PendingRead, ctx: Context): void {
  if (merged === undefined) return;
  for (const { node, copy } of replies) {
    if ((copy !== null && hasAllOf(copy, merged)) || !homes.includes(node)) continue;
    ctx.note("read-repair", `${key}: ${ctx.nameOf(node)} was stale`, node);
    if (node === state.self) keepCopy(state, key, merged, ctx);
    else ctx.send<Repair>(node, { kind: "Repair", key, copy: merged });
  }
  syncWrites(state, ctx);
}

/** Asks stand-ins of suspected homes where those count; false when nobody was found. */
function askStandIns(state: QuorumState, operation: number, pending: PendingRead, ctx: Context): boolean {
  if (!state.options.sloppy) return false;
  const slots = chooseStandIns(state, pending);
  for (const slot of slots) sendRead(state, operation, pending.key, pending.standIns[slot]!, ctx);
  return slots.length > 0;
}

function sendRead(state: QuorumState, operation: number, key: string, to: NodeId, ctx: Context): void {
  if (to !== state.self) ctx.send<Read>(to, { kind: "Read", operation, key });
  else onReadReply(state, to, readReply(state, operation, key), ctx);
}

export function readReply(state: QuorumState, operation: number, key: string): ReadReply {
  return { kind: "ReadReply", operation, copy: heldCopy(state, key) ?? null };
}
