import type { ClientReply, ClientRequest, NodeNames } from "../../cluster/index.ts";
import { describeRequest } from "../state-machines/key-value.ts";

/** A client's request or its answer in a few words. */
export function describeClientMessage(message: ClientRequest | ClientReply, names: NodeNames): string {
  if (message.kind === "Request") return `${message.f} ${describeRequest(message)}`;
  return message.outcome === "redirect" && message.leader !== undefined
    ? `redirect to ${names(message.leader)}`
    : message.outcome;
}
