import {
  describeOperation,
  microOperationsOf,
  TRANSACTION,
  type ClientReply,
  type ClientRequest,
  type ClientResponse,
  type MicroOperation,
  type Value,
} from "../../cluster/index.ts";

/**
 * What a request does, as micro-operations; undefined when a store of transactions cannot do it. A `read` and a `write`
 * of one key are transactions of one step.
 */
export function stepsOf({ f, key, value }: ClientRequest): readonly MicroOperation[] | undefined {
  if (f === TRANSACTION) return microOperationsOf(value);
  if (f === "read") return [["r", key, null]];
  return f === "write" ? [["w", key, value]] : undefined;
}

/** What its client is told: the steps with reads filled in, or the value of the one key. */
export function answerOf({ f }: ClientRequest, results: readonly MicroOperation[]): Value {
  return f === TRANSACTION ? results : results[0]![2];
}

/** The list with an element at its end. */
export function appended(list: Value, element: Value): Value {
  if (list === null) return [element];
  return Array.isArray(list) ? [...(list as readonly Value[]), element] : [list, element];
}

/** `r x, append y 3`, `read x`; an answer by its outcome. */
export function describeClientMessage(message: ClientRequest | ClientReply): string {
  return message.kind === "Request" ? describeOperation(message) : (message.error ?? message.outcome);
}

export function unsupported({ session, id }: ClientRequest): ClientResponse {
  return { session, id, outcome: "fail", error: "unsupported" };
}
