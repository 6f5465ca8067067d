import type { ClientRequest, Context, NodeId } from "../../cluster/index.ts";
import { OWN_COPY, type Write, type WriteReply } from "./messages.ts";
import { newVersion } from "./new-version.ts";
import { noteSiblings } from "./notes.ts";
import { homesOf } from "./placement.ts";
import { contextOf, tokenAfter } from "./session-token.ts";
import {
  beginOperation,
  chooseStandIns,
  endOperation,
  markAnswered,
  slotOf,
  suspectSilent,
  waitOnceMore,
} from "./slots.ts";
import { NOBODY, type PendingWrite, type QuorumState } from "./state.ts";
import { acknowledgeLater, isDurable, keepCopy, keepHint, syncWrites } from "./storage.ts";

/**
 * A write that would leave more than this is turned away, for every message about the key carries all of them. It is
 * not refused for good: another copy of the request may have got through.
 */
const MOST_SIBLINGS = 100;

/** `put` (§4.5): a new version goes to all homes of the key, and w acknowledgements are an answer. */
export function startWrite(state: QuorumState, from: NodeId, request: ClientRequest, ctx: Context): void {
  const { session, id, key, value, token } = request;
  const homes = homesOf(state.placement, key);
  if (!mayCoordinate(state, homes)) {
    redirect(state, from, request, homes, ctx);
    return;
  }
  const copy = newVersion(state, key, value, contextOf(token, key), ctx);
  if (copy.versions.length > MOST_SIBLINGS) {
    ctx.respond(from, { session, id, outcome: "redirect" });
    return;
  }
  noteSiblings(key, copy, ctx);
  const pending: PendingWrite = {
    kind: "write",
    client: from,
    session,
    id,
    key,
    token,
    homes,
    standIns: [],
    answered: 0,
    answers: 0,
    isDone: false,
    isLate: false,
    copy,
  };
  const operation = beginOperation(state, pending, ctx);
  for (const home of homes) sendWrite(state, operation, pending, home, OWN_COPY, ctx);
  if (state.suspects.size > 0) askStandIns(state, operation, pending, ctx);
}

export function onWriteReply(
  state: QuorumState,
  from: NodeId,
  { operation }: WriteReply,
  ctx: Context,
): void {
  const pending = state.pending.get(operation);
  if (pending?.kind !== "write") return;
  const slot = slotOf(pending, from);
  if (slot < 0) return;
  if (pending.homes[slot] !== from && !state.options.sloppy) {
    // It keeps the hint, but only homes count in a strict quorum.
    pending.standIns[slot] = NOBODY;
    return;
  }
  if (!markAnswered(pending, slot)) return;
  if (!pending.isDone && pending.answers >= state.options.w) acknowledge(pending, ctx);
  if (pending.answers === pending.homes.length) endOperation(state, operation, ctx);
}

/** Some replicas were not heard in time: stand-ins get their writes, once; then nothing definite is answered. */
export function onWriteTimeout(
  state: QuorumState,
  operation: number,
  pending: PendingWrite,
  ctx: Context,
): void {
  suspectSilent(state, pending);
  if (pending.isLate || !askStandIns(state, operation, pending, ctx)) endOperation(state, operation, ctx);
  else waitOnceMore(state, operation, pending, ctx);
}

function acknowledge(pending: PendingWrite, ctx: Context): void {
  const { client, session, id, key, token, copy } = pending;
  pending.isDone = true;
  ctx.respond(client, { session, id, outcome: "ok", ...tokenAfter(token, key, copy) });
}

/** Sends suspected homes' writes to stand-ins; false when nobody was found. */
function askStandIns(state: QuorumState, operation: number, pending: PendingWrite, ctx: Context): boolean {
  const { sloppy, hintedHandoff } = state.options;
  if (!sloppy && !hintedHandoff) return false;
  const slots = chooseStandIns(state, pending);
  for (const slot of slots) {
    sendWrite(state, operation, pending, pending.standIns[slot]!, pending.homes[slot]!, ctx);
  }
  return slots.length > 0;
}

/** To another node, or straight to this one's own disk; its own acknowledgement waits for that as any other. */
function sendWrite(
  state: QuorumState,
  operation: number,
  { key, copy }: PendingWrite,
  to: NodeId,
  hintFor: NodeId,
  ctx: Context,
): void {
  if (to !== state.self) {
    ctx.send<Write>(to, { kind: "Write", operation, key, copy, hintFor });
    return;
  }
  const reply: WriteReply = { kind: "WriteReply", operation };
  if (hintFor === OWN_COPY) keepCopy(state, key, copy, ctx);
  else keepHint(state, hintFor, key, copy, ctx);
  if (isDurable(state)) onWriteReply(state, state.self, reply, ctx);
  else acknowledgeLater(state, state.self, reply);
  syncWrites(state, ctx);
}

/** A dot is counted by a home of the key, which holds all that it counted before (see `Copy`). */
function mayCoordinate({ options, self }: QuorumState, homes: readonly NodeId[]): boolean {
  return options.versions !== "vector" || homes.includes(self);
}

/** To a home that can be reached, if one is known (§6.4). */
function redirect(
  { suspects }: QuorumState,
  from: NodeId,
  { session, id }: ClientRequest,
  homes: readonly NodeId[],
  ctx: Context,
): void {
  const leader = homes.find((home) => !suspects.has(home));
  ctx.respond(from, { session, id, outcome: "redirect", ...(leader === undefined ? {} : { leader }) });
}
