import type { ClientRequest, Message, MessageLook, NodeId } from "../../cluster/index.ts";

/**
 * A request on its way from the node that was asked to the one that carries it out, which answers the client itself. A
 * redirect would make a second attempt of it, and a client does not believe an abort after several (decision 13).
 */
export interface Forward extends Message {
  readonly kind: "Forward";
  readonly client: NodeId;
  readonly request: ClientRequest;
}

export const FORWARD: MessageLook = { family: "client" };
