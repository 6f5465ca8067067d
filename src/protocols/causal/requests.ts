import type { ClientRequest, Context, NodeId } from "../../cluster/index.ts";
import { refusalOf } from "../state-machines/key-value.ts";
import { tickLamport } from "../timestamps/lamport.ts";
import type { Write } from "./messages.ts";
import type { CausalState } from "./state.ts";
import { keep, syncWrites } from "./storage.ts";
import { keepsSession, seenBy, tokenAfterWrite, tokenOf, tokenOfAll } from "./token.ts";
import { firstMissing } from "./visibility.ts";

/** A client asks. It is answered out of what is visible here, as soon as that includes what its session has seen. */
export function onRequest(state: CausalState, from: NodeId, request: ClientRequest, ctx: Context): void {
  const { session, id } = request;
  const refusal = request.f === "cas" ? "unsupported" : refusalOf(request);
  if (refusal !== undefined) {
    ctx.respond(from, { session, id, outcome: "fail", error: refusal });
  } else if (request.token === null && request.f === "write") {
    // A new session: with a token its write is the same one wherever it is sent next (see `Token`).
    ctx.respond(from, { session, id, outcome: "redirect", leader: state.self, token: tokenOfAll(state) });
  } else if (firstMissing(state, seenBy(request)) === undefined) {
    carryOut(state, from, request, ctx);
  } else {
    wait(state, from, request, ctx);
  }
}

function carryOut(state: CausalState, client: NodeId, request: ClientRequest, ctx: Context): void {
  if (request.f === "read") answerRead(state, client, request, ctx);
  else take(state, client, request, ctx);
}

function answerRead(state: CausalState, client: NodeId, request: ClientRequest, ctx: Context): void {
  const { session, id, key } = request;
  const value = state.store.get(key)?.value ?? null;
  const token = keepsSession(request) ? { token: tokenOfAll(state) } : {};
  ctx.respond(client, { session, id, outcome: "ok", value, ...token });
}

/** Makes a write of a request, unless it was made before (the `cid` of lazy replication, as far as one replica goes). */
function take(state: CausalState, client: NodeId, request: ClientRequest, ctx: Context): void {
  const { self, taken } = state;
  const { session, id } = request;
  const known = taken.get(session);
  if (known !== undefined && id <= known.id) {
    const asked = { client, request, number: known.number };
    if (id === known.id && known.number <= state.durable[self]!) answerWrite(state, asked, ctx);
    return;
  }
  const number = state.logs[self]!.length + 1;
  const write = toWrite(state, request, number, ctx);
  state.clock = Math.max(state.clock, write.stamp.counter);
  taken.set(session, { id, number });
  state.unanswered.push({ client, request, number });
  keep(state, write, ctx);
  syncWrites(state, ctx);
}

/**
 * What it depends on: what its session has seen. A client that keeps none is taken to have seen all that is visible
 * here, which holds for one that always asks this replica.
 */
function toWrite(state: CausalState, request: ClientRequest, number: number, ctx: Context): Write {
  const { self } = state;
  const { key, value, session, id } = request;
  const token = tokenOf(request);
  const common = { origin: self, number, key, value, session, id };
  if (token === undefined) {
    const stamp = { counter: tickLamport(state.clock), node: self };
    return { ...common, dependencies: state.visible.slice(), stamp };
  }
  // Sessions count as nodes of their own, behind the replicas.
  const stamp = { counter: tickLamport(token.clock), node: ctx.replicas.length + session };
  return { ...common, dependencies: token.seen, stamp };
}

/** Answers those whose writes are durable now. */
export function answerWrites(state: CausalState, ctx: Context): void {
  const { unanswered, self } = state;
  let answered = 0;
  while (answered < unanswered.length && unanswered[answered]!.number <= state.durable[self]!) {
    answerWrite(state, unanswered[answered]!, ctx);
    answered++;
  }
  unanswered.splice(0, answered);
}

function answerWrite(
  state: CausalState,
  { client, request, number }: CausalState["unanswered"][number],
  ctx: Context,
): void {
  const { session, id, value } = request;
  const token = keepsSession(request) ? { token: tokenAfterWrite(state, request, number) } : {};
  ctx.respond(client, { session, id, outcome: "ok", value, ...token });
}

function wait(state: CausalState, client: NodeId, request: ClientRequest, ctx: Context): void {
  const timer = ++state.waits;
  state.waiting.push({ client, request, timer });
  ctx.setTimer("patience", state.options.patience, timer);
  const { origin, number } = firstMissing(state, seenBy(request))!;
  ctx.note(
    "session-waits",
    `lets ${ctx.nameOf(client)} wait: it has seen write ${number} of ${ctx.nameOf(origin)}`,
  );
}

/** Carries out the requests that waited for what is visible now. */
export function serveWaiting(state: CausalState, ctx: Context): void {
  if (state.waiting.length === 0) return;
  const { waiting } = state;
  state.waiting = waiting.filter(({ request }) => firstMissing(state, seenBy(request)) !== undefined);
  for (const one of waiting) {
    if (state.waiting.includes(one)) continue;
    ctx.cancelTimer("patience", one.timer);
    carryOut(state, one.client, one.request, ctx);
  }
}

/** It has waited long enough: whoever made the write that is missing has it, and had before all that it depends on. */
export function onPatience(state: CausalState, timer: number, ctx: Context): void {
  const place = state.waiting.findIndex((one) => one.timer === timer);
  if (place < 0) return;
  const [{ client, request }] = state.waiting.splice(place, 1) as [CausalState["waiting"][number]];
  const { session, id } = request;
  const leader = firstMissing(state, seenBy(request))!.origin;
  ctx.respond(client, { session, id, outcome: "redirect", leader });
}
