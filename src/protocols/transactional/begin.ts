import type { ClientRequest, Context, MicroOperation, NodeId } from "../../cluster/index.ts";
import { respondTo } from "../multi-version/ended-requests.ts";
import type { Forward } from "../multi-version/forward.ts";
import { stepsOf, unsupported } from "../multi-version/requests.ts";
import type { Transaction, TransactionalState } from "./state.ts";
import { armStep } from "./steps.ts";

/** A client asks: a transaction begins, unless this request has ended or is under way. */
export function onRequest(
  state: TransactionalState,
  from: NodeId,
  request: ClientRequest,
  ctx: Context,
): void {
  const steps = stepsOf(request);
  if (steps === undefined) {
    ctx.respond(from, unsupported(request));
    return;
  }
  if (!state.isPrimary) {
    ctx.send<Forward>(ctx.replicas[0]!, { kind: "Forward", client: from, request });
    return;
  }
  if (respondTo(state.ended, request, from, ctx) || isUnderWay(state, request)) return;
  begin(state, from, request, steps, ctx);
}

function isUnderWay({ active }: TransactionalState, { session, id }: ClientRequest): boolean {
  for (const { request } of active.values()) if (request.session === session && request.id >= id) return true;
  return false;
}

function begin(
  state: TransactionalState,
  client: NodeId,
  request: ClientRequest,
  steps: readonly MicroOperation[],
  ctx: Context,
): void {
  const number = ++state.begun;
  const transaction: Transaction = {
    number,
    client,
    request,
    steps,
    results: [],
    writes: new Map(),
    snapshot: state.clock,
    status: "running",
  };
  state.active.set(number, transaction);
  armStep(state, transaction, ctx);
}
