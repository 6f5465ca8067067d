import type { ClientRequest, Context, NodeId } from "../../cluster/index.ts";
import { startRead } from "./reads.ts";
import type { QuorumState } from "./state.ts";
import { startWrite } from "./writes.ts";

/** Whoever is asked coordinates (§4.5). */
export function onRequest(state: QuorumState, from: NodeId, request: ClientRequest, ctx: Context): void {
  const { session, id, f } = request;
  if (f === "read") startRead(state, from, request, ctx);
  else if (f === "write" && isReady(state)) startWrite(state, from, request, ctx);
  else if (f === "write") ctx.respond(from, { session, id, outcome: "redirect" });
  else ctx.respond(from, { session, id, outcome: "fail", error: "unsupported" });
}

/** After a restart versions get another name (see `Copy`); the first sync makes sure that it was never used. */
function isReady({ incarnation, storage }: QuorumState): boolean {
  return incarnation === 0 || storage.completed > 0;
}
