import type { Context, NodeId } from "../../cluster/index.ts";
import type { SpannerMessage } from "./messages.ts";
import type { SpannerState } from "./state.ts";

/** Sends; what a node has to tell itself takes no network, and waits until the handler at work is done. */
export function tell(state: SpannerState, to: NodeId, message: SpannerMessage, ctx: Context): void {
  if (to === state.self) state.inbox.push(message);
  else ctx.send<SpannerMessage>(to, message);
}
