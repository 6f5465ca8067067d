import type { ClientRequest, Context, NodeId } from "../../cluster/index.ts";
import { refusalOf } from "../state-machines/key-value.ts";
import { toResponse } from "../state-machines/sessions.ts";
import { prepare, propose } from "./proposer.ts";
import type { PaxosState } from "./state.ts";
import { RETRY } from "./timers.ts";

/** A client asks; every operation, a read too, is a command in the log. */
export function onRequest(state: PaxosState, from: NodeId, request: ClientRequest, ctx: Context): void {
  const { session, id } = request;
  const refusal = refusalOf(request);
  const done = state.machine.sessions.get(session);
  if (refusal !== undefined) ctx.respond(from, { session, id, outcome: "fail", error: refusal });
  else if (done !== undefined && done.id >= id) {
    if (done.id === id) ctx.respond(from, toResponse(request, done));
  } else if (mayPropose(state)) take(state, from, request, ctx);
  else {
    const { leader } = state;
    ctx.respond(from, { session, id, outcome: "redirect", ...(leader === undefined ? {} : { leader }) });
  }
}

function mayPropose({ options, phase }: PaxosState): boolean {
  return options.proposers === "anyone" || phase === "leading";
}

function take(state: PaxosState, from: NodeId, request: ClientRequest, ctx: Context): void {
  const isUnderWay = state.clients.get(request.session)?.id === request.id;
  state.clients.set(request.session, { id: request.id, client: from });
  if (isUnderWay) return;
  if (state.phase === "leading") {
    propose(state, request, ctx);
    return;
  }
  state.pending.push(request);
  const isFirst = state.pending.length === 1;
  if (state.phase === "idle" && isFirst) onRetry(state, ctx);
}

/** Another try, if there is still something to propose. */
export function onRetry(state: PaxosState, ctx: Context): void {
  ctx.cancelTimer(RETRY);
  if (state.phase === "idle" && state.pending.length > 0) prepare(state, ctx);
}
