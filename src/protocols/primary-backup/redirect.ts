import type { ClientRequest, Context, NodeId } from "../../cluster/index.ts";
import { NOBODY } from "./state.ts";

/** Not here: names the primary if one is known, and never the node itself. */
export function redirect(primary: NodeId, client: NodeId, request: ClientRequest, ctx: Context): void {
  const { session, id } = request;
  const isKnown = primary !== NOBODY && primary !== ctx.self;
  ctx.respond(client, { session, id, outcome: "redirect", ...(isKnown ? { leader: primary } : {}) });
}
