import type { ClientRequest, Context, NodeId } from "../../cluster/index.ts";
import { refusalOf } from "../state-machines/key-value.ts";
import { toResponse } from "../state-machines/sessions.ts";
import { answerRead, redirect } from "./pending-reads.ts";
import { onLinearizableRead } from "./reads.ts";
import { sendEntries } from "./replication.ts";
import { NOBODY, type RaftState } from "./state.ts";
import { syncWrites, writeEntry } from "./storage.ts";

/** A client asks (§8). Only what can never be carried out fails; what was appended is answered when it is applied. */
export function onRequest(state: RaftState, from: NodeId, request: ClientRequest, ctx: Context): void {
  const { session, id } = request;
  const refusal = refusalOf(request);
  if (refusal !== undefined) {
    ctx.respond(from, { session, id, outcome: "fail", error: refusal });
  } else if (request.f === "read" && state.options.reads === "local") {
    answerRead(state, from, request, ctx);
  } else if (state.role !== "leader") {
    redirect(state.leaderId, from, request, ctx);
  } else if (request.f === "read" && state.options.reads !== "log") {
    onLinearizableRead(state, from, request, ctx);
  } else if (state.transferTo !== NOBODY) {
    redirect(state.transferTo, from, request, ctx);
  } else {
    append(state, from, request, ctx);
  }
}

/** A request that was carried out before gets the answer it had (thesis §6.3); one that still waits goes in twice, and counts once. */
function append(state: RaftState, from: NodeId, request: ClientRequest, ctx: Context): void {
  const known = state.machine.sessions.get(request.session);
  if (known !== undefined && known.id >= request.id) {
    if (known.id === request.id) ctx.respond(from, toResponse(request, known));
    return;
  }
  writeEntry(state, { term: state.currentTerm, command: request, client: from }, ctx);
  // Thesis §10.2.1: the followers write while the leader does.
  sendEntries(state, ctx);
  syncWrites(state, ctx);
}
