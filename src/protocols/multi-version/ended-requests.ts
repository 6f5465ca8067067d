import type { ClientRequest, Context, NodeId, Value } from "../../cluster/index.ts";

/**
 * By session, how its newest request that has ended ended. Every copy of a request gets the same answer for ever, also
 * the one that it was aborted: whoever is told so must be sure that no other copy is carried out.
 */
export type EndedRequests = Map<number, Ending>;

export interface Ending {
  readonly session: number;
  readonly id: number;
  /** The answer; undefined for an abort. */
  readonly value?: Value;
}

export function remember(ended: EndedRequests, ending: Ending): void {
  const known = ended.get(ending.session);
  if (known === undefined || known.id < ending.id) ended.set(ending.session, ending);
}

export function respond({ session, id, value }: Ending, client: NodeId, ctx: Context): void {
  if (value === undefined) ctx.respond(client, { session, id, outcome: "fail", error: "aborted" });
  else ctx.respond(client, { session, id, outcome: "ok", value });
}

/** True when the request has ended, and is answered again, or when its session has gone on to a later one. */
export function respondTo(
  ended: EndedRequests,
  { session, id }: ClientRequest,
  client: NodeId,
  ctx: Context,
): boolean {
  const ending = ended.get(session);
  if (ending === undefined || ending.id < id) return false;
  if (ending.id === id) respond(ending, client, ctx);
  return true;
}
