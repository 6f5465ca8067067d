import type { ClientRequest, Context, NodeId, Value } from "../../cluster/index.ts";
import { append, epochAt } from "../replicated-log/log.ts";
import { refusalOf } from "../state-machines/key-value.ts";
import { toResponse } from "../state-machines/sessions.ts";
import { answerRead, onReadAtPrimary } from "./reads.ts";
import { redirect } from "./redirect.ts";
import { ship } from "./replication.ts";
import { adoptEpoch, becomeBackup } from "./roles.ts";
import { ownerOf, type PrimaryBackupState } from "./state.ts";

/** A client asks. Only what can never be carried out fails. */
export function onRequest(
  state: PrimaryBackupState,
  from: NodeId,
  request: ClientRequest,
  ctx: Context,
): void {
  const { session, id } = request;
  const [epoch, index] = positionOf(request.token);
  if (state.options.fencing && epoch > state.epoch) learnEpoch(state, epoch, ctx);
  const refusal = refusalOf(request);
  if (refusal !== undefined) {
    ctx.respond(from, { session, id, outcome: "fail", error: refusal });
  } else if (state.role === "primary") {
    if (request.f === "read") onReadAtPrimary(state, from, request, ctx);
    else write(state, from, request, ctx);
  } else if (request.f === "read" && state.options.reads === "any" && hasSeen(state, epoch, index)) {
    answerRead(state, from, request, ctx);
  } else {
    redirect(state.primary, from, request, ctx);
  }
}

/** A token is the place in the log that its session has seen; a client that brings one of a later epoch has fenced this node. */
function positionOf(token: Value | undefined): readonly [epoch: number, index: number] {
  return Array.isArray(token) ? (token as [number, number]) : [0, 0];
}

function learnEpoch(state: PrimaryBackupState, epoch: number, ctx: Context): void {
  adoptEpoch(state, epoch, ctx);
  becomeBackup(state, ownerOf(epoch, state.replicas), ctx);
}

function hasSeen({ log, acknowledged }: PrimaryBackupState, epoch: number, index: number): boolean {
  return index <= acknowledged && epochAt(log, index) === epoch;
}

/** A request that was carried out before gets the answer it had; one that still waits goes in twice, and counts once. */
function write(state: PrimaryBackupState, from: NodeId, request: ClientRequest, ctx: Context): void {
  const known = state.machine.sessions.get(request.session);
  if (known !== undefined && known.id >= request.id) {
    const token = [epochAt(state.log, state.acknowledged), state.acknowledged];
    if (known.id === request.id) ctx.respond(from, { ...toResponse(request, known), token });
    return;
  }
  append(state.log, { epoch: state.epoch, command: request, client: from }, ctx);
  ship(state, ctx);
}
