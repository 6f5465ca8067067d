import {
  describeOperation,
  type ClientRequest,
  type Context,
  type NodeId,
  type Value,
} from "../../cluster/index.ts";
import type { Stamp } from "../crdt/lww-register.ts";
import { publish, deliveredOf } from "./by-operation.ts";
import { changeByUpdate } from "./by-state.ts";
import { tick } from "./clock.ts";
import { contentOf, typeOf, valueOf } from "./contents.ts";
import type { Prepared } from "./data-type.ts";
import type { MultiLeaderState } from "./state.ts";
import { sendDurably } from "./storage.ts";

const UNSUPPORTED = "unsupported";

/** Every replica carries out what it is asked, at once and alone; a repeated request is answered as before. */
export function onRequest(state: MultiLeaderState, from: NodeId, request: ClientRequest, ctx: Context): void {
  const { session, id, f, key } = request;
  if (f === "read") {
    answer(state, from, request, valueOf(state, key), ctx);
    return;
  }
  const known = state.sessions.get(session);
  if (known === undefined || id > known.id) update(state, from, request, ctx);
  else if (id === known.id) answer(state, from, request, known.value, ctx);
}

function update(state: MultiLeaderState, from: NodeId, request: ClientRequest, ctx: Context): void {
  const { session, id, key } = request;
  let stamp: Stamp | undefined;
  const prepared = typeOf(state).prepare(contentOf(state, key), request, {
    node: state.self,
    count: state.count + 1,
    stamp: () => (stamp = stampNow(state, ctx)),
  });
  if (prepared === undefined) {
    sendDurably(state, from, { kind: "Response", session, id, outcome: "fail", error: UNSUPPORTED }, ctx);
    return;
  }
  carryOut(state, request, prepared, ctx);
  if (stamp !== undefined && typeOf(state).stampOf?.(contentOf(state, key)) !== stamp)
    ctx.note("conflict", `drops ${describeOperation(request)}, older than what is there`);
  answer(state, from, request, prepared.answer ?? request.value, ctx);
}

function carryOut(
  state: MultiLeaderState,
  { session, id, key, value }: ClientRequest,
  { effect, answer: told = value }: Prepared<unknown>,
  ctx: Context,
): void {
  const count = ++state.count;
  if (state.options.replication === "operation") {
    const after = deliveredOf(state);
    publish(state, { origin: state.self, count, after, key, effect, session, id, answer: told }, ctx);
  } else {
    const content = typeOf(state).effect(contentOf(state, key), effect);
    changeByUpdate(state, key, content, session, { id, value: told }, ctx);
  }
}

function stampNow(state: MultiLeaderState, ctx: Context): Stamp {
  state.clock = tick(state.options.clock, state.clock, ctx.localTime());
  return { ...state.clock, node: state.self };
}

function answer(
  state: MultiLeaderState,
  to: NodeId,
  { session, id }: ClientRequest,
  value: Value,
  ctx: Context,
): void {
  sendDurably(state, to, { kind: "Response", session, id, outcome: "ok", value }, ctx);
}
