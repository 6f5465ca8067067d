import type { ClientRequest, ClientResponse, Context, NodeId } from "../../cluster/index.ts";
import { refusalOf } from "../state-machines/key-value.ts";
import type { Query, QueryReply, Update, UpdateReply } from "./messages.ts";
import { adopt, awaitSync, copyOf, SESSION_CELL } from "./replica.ts";
import type { AbdState, Call } from "./state.ts";
import { isNewer } from "./version.ts";

export const RESEND = "resend";

/**
 * An operation that is brought again goes on, or has its answer repeated. A write that another node may have begun, or
 * this one before a crash, is not begun here: done twice, it could overwrite what came between. Nobody knows then.
 */
export function onRequest(state: AbdState, from: NodeId, request: ClientRequest, ctx: Context): void {
  const { session, id } = request;
  const refusal = request.f === "cas" ? "unsupported" : refusalOf(request);
  const known = state.sessions.get(session);
  if (refusal !== undefined) ctx.respond(from, { session, id, outcome: "fail", error: refusal });
  else if (known !== undefined && known.id >= id) repeatAnswer(from, request, known.id, known.response, ctx);
  else if (request.f === "write" && (request.attempt ?? 1) > 1)
    ctx.respond(from, { session, id, outcome: "redirect" });
  else begin(state, from, request, ctx);
}

function repeatAnswer(
  client: NodeId,
  { session, id }: ClientRequest,
  knownId: number,
  response: ClientResponse | undefined,
  ctx: Context,
): void {
  if (knownId !== id) return;
  ctx.respond(client, response ?? { session, id, outcome: "redirect" });
}

function begin(state: AbdState, client: NodeId, request: ClientRequest, ctx: Context): void {
  const number = ++state.lastCall;
  state.sessions.set(request.session, { id: request.id });
  if (request.f === "write") ctx.disk.write(`${SESSION_CELL}${request.session}`, request.id);
  const version = copyOf(state, request.key);
  const call: Call = {
    request,
    client,
    sinceUs: ctx.localTime(),
    phase: "query",
    answered: [ctx.self],
    version,
  };
  state.calls.set(number, call);
  ask(number, call, ctx);
  ctx.setTimer(RESEND, state.options.resendUs, number);
  if (hasQuorum(state, call, ctx)) onQueried(state, number, call, ctx);
}

export function onQueryReply(state: AbdState, from: NodeId, reply: QueryReply, ctx: Context): void {
  const call = state.calls.get(reply.call);
  if (call?.phase !== "query" || call.answered.includes(from)) return;
  call.answered.push(from);
  if (isNewer(reply.version, call.version)) call.version = reply.version;
  if (hasQuorum(state, call, ctx)) onQueried(state, reply.call, call, ctx);
}

/** A majority has said what it holds: one of them knows whatever was written or read before. */
function onQueried(state: AbdState, number: number, call: Call, ctx: Context): void {
  const { f, value } = call.request;
  if (f === "read" && state.options.bug === "no-write-back") {
    finish(state, number, call, ctx);
    return;
  }
  if (f === "write") {
    call.version = { number: call.version.number + 1, writer: ctx.self, call: number, value };
  }
  call.phase = "update";
  call.answered = [];
  adopt(state, call.request.key, call.version, ctx);
  awaitSync(state, number, ctx.self, ctx);
  if (f === "read") ask(number, call, ctx);
}

/** Its own copy is on the disk. Only then are others asked to keep a write: after a crash this node knows of it. */
export function onOwnCopy(state: AbdState, number: number, ctx: Context): void {
  const call = state.calls.get(number);
  if (call?.phase !== "update") return;
  if (call.request.f === "write") ask(number, call, ctx);
  count(state, ctx.self, number, call, ctx);
}

export function onUpdateReply(state: AbdState, from: NodeId, reply: UpdateReply, ctx: Context): void {
  const call = state.calls.get(reply.call);
  if (call?.phase === "update") count(state, from, reply.call, call, ctx);
}

function count(state: AbdState, from: NodeId, number: number, call: Call, ctx: Context): void {
  if (!call.answered.includes(from)) call.answered.push(from);
  if (hasQuorum(state, call, ctx)) finish(state, number, call, ctx);
}

function finish(state: AbdState, number: number, call: Call, ctx: Context): void {
  const { session, id } = call.request;
  const response: ClientResponse = { session, id, outcome: "ok", value: call.version.value };
  state.calls.delete(number);
  state.sessions.set(session, { id, response });
  ctx.cancelTimer(RESEND, number);
  ctx.respond(call.client, response);
}

function hasQuorum(state: AbdState, call: Call, ctx: Context): boolean {
  const majority = Math.floor(ctx.replicas.length / 2) + 1;
  const wanted = state.options.bug === "minority-quorum" ? Math.max(1, majority - 1) : majority;
  return call.answered.length >= wanted;
}

/** Asks whoever has not answered this phase. */
function ask(number: number, call: Call, ctx: Context): void {
  const { key } = call.request;
  for (const peer of ctx.peers) {
    if (call.answered.includes(peer)) continue;
    if (call.phase === "query") ctx.send<Query>(peer, { kind: "Query", call: number, key });
    else ctx.send<Update>(peer, { kind: "Update", call: number, key, version: call.version });
  }
}

/** Messages may have been lost; and a client does not wait for ever. */
export function onResend(state: AbdState, number: number, ctx: Context): void {
  const call = state.calls.get(number);
  if (call === undefined) return;
  if (ctx.localTime() - call.sinceUs >= state.options.giveUpUs) {
    state.calls.delete(number);
    return;
  }
  const isOwnCopySafe =
    call.phase === "query" || call.request.f === "read" || call.answered.includes(ctx.self);
  if (isOwnCopySafe) ask(number, call, ctx);
  ctx.setTimer(RESEND, state.options.resendUs, number);
}
