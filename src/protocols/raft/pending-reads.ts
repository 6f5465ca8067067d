import type { ClientRequest, Context, NodeId } from "../../cluster/index.ts";
import { readKey } from "../state-machines/key-value.ts";
import { NOBODY, type RaftState, type Reading } from "./state.ts";

export function createReading(): Reading {
  return { waiting: [], round: 0, leaseRound: 0, leaseRoundStartUs: 0, leaseEndUs: 0, isLeaseBarred: false };
}

/** Answers a read from this node's own state. */
export function answerRead(state: RaftState, client: NodeId, request: ClientRequest, ctx: Context): void {
  const value = readKey(state.machine.store, request.key);
  ctx.respond(client, { session: request.session, id: request.id, outcome: "ok", value });
}

/** Not here: names the leader if one is known (§8). */
export function redirect(leaderId: NodeId, client: NodeId, request: ClientRequest, ctx: Context): void {
  const { session, id } = request;
  if (leaderId === NOBODY) ctx.respond(client, { session, id, outcome: "redirect" });
  else ctx.respond(client, { session, id, outcome: "redirect", leader: leaderId });
}

/** A leader steps down: whoever waits for a read is sent on. */
export function redirectReads(state: RaftState, leaderId: NodeId, ctx: Context): void {
  const { reading } = state;
  for (const { client, request } of reading.waiting) redirect(leaderId, client, request, ctx);
  reading.waiting = [];
  reading.leaseEndUs = 0;
}
