import type { ClientRequest, Context, NodeId } from "../../cluster/index.ts";
import { append } from "../replicated-log/log.ts";
import { readKey, refusalOf } from "../state-machines/key-value.ts";
import { headOf, NOBODY, tailOf, type Configuration } from "./configuration.ts";
import { answersAsTail, holdsLease } from "./lease.ts";
import type { Forward } from "./messages.ts";
import type { ChainState, ServerState } from "./state.ts";

/** A request is passed on at most so often: chains change while it is on its way, and two nodes may name each other. */
const MOST_HOPS = 3;

/** §2: updates go to the head, reads to the tail, whoever was asked; only what can never be carried out fails. */
export function onRequest(
  state: ChainState,
  client: NodeId,
  request: ClientRequest,
  hops: number,
  ctx: Context,
): void {
  const refusal = refusalOf(request);
  const { session, id } = request;
  if (refusal !== undefined) ctx.respond(client, { session, id, outcome: "fail", error: refusal });
  else if (request.f === "read") onRead(state, client, request, hops, ctx);
  else onWrite(state, client, request, hops, ctx);
}

function onRead(state: ChainState, client: NodeId, request: ClientRequest, hops: number, ctx: Context): void {
  const isHere = state.kind === "server" && (answersAsTail(state) || state.options.reads === "any");
  if (isHere) answerRead(state, client, request, ctx);
  else passOn(state, tailOf(chainOf(state)), client, request, hops, ctx);
}

function answerRead(
  { machine }: ServerState,
  client: NodeId,
  { session, id, key }: ClientRequest,
  ctx: Context,
): void {
  ctx.respond(client, { session, id, outcome: "ok", value: readKey(machine.store, key) });
}

/** The head gives updates their order. One that comes twice goes in twice, counts once, and is answered by the tail again. */
function onWrite(
  state: ChainState,
  client: NodeId,
  command: ClientRequest,
  hops: number,
  ctx: Context,
): void {
  const head = headOf(chainOf(state));
  if (state.kind === "server" && head === state.self && state.isCurrent && holdsLease(state)) {
    append(state.log, { epoch: state.configuration.number, command, client }, ctx);
  } else {
    passOn(state, head, client, command, hops, ctx);
  }
}

function passOn(
  state: ChainState,
  to: NodeId,
  client: NodeId,
  request: ClientRequest,
  hops: number,
  ctx: Context,
): void {
  const { session, id } = request;
  if (to === NOBODY || to === state.self || hops >= MOST_HOPS)
    ctx.respond(client, { session, id, outcome: "redirect" });
  else ctx.send<Forward>(to, { kind: "Forward", request, client, hops: hops + 1 });
}

function chainOf(state: ChainState): Configuration {
  return state.kind === "master" ? state.published : state.configuration;
}
