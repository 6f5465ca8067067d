import type { Message, MessageLook, NodeId } from "../cluster/index.ts";

/** A request between services: the one protocol that all of them speak. `id` is the caller's, and comes back. */
export interface Call extends Message {
  readonly kind: "Call";
  readonly id: number;
  /** Nobody waits for the answer; none is sent. */
  readonly oneWay: boolean;
}

/** The answer to a call. `refused`: not done, for want of room. */
export interface Answer extends Message {
  readonly kind: "Answer";
  readonly id: number;
  readonly outcome: "ok" | "refused";
}

/** Drawn alike whatever the service. */
export const CALL_MESSAGES: Readonly<Record<"Call" | "Answer", MessageLook>> = {
  Call: { family: "client" },
  Answer: { family: "client", reply: true },
};

export function isCall(message: Message): message is Call {
  return message.kind === "Call";
}

/** Who asked, and what for: what a service remembers of a call until it answers. */
export interface Caller {
  readonly node: NodeId;
  readonly id: number;
  readonly oneWay: boolean;
}
