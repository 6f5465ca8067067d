import type { ClientRequest, ClientResponse } from "../../cluster/index.ts";
import { createKeyValue, execute, type KeyValue, type Outcome } from "./key-value.ts";

/**
 * A key-value store that carries out each request once, however often it is sent: part of the replicated state
 * machine, so every replica knows the same sessions (Ongaro's thesis §6.3).
 *
 * Law: ids rise in a session and only its newest request is under way, so one remembered answer a session is
 * enough. Left out: sessions never expire.
 */
export interface SessionStore {
  readonly store: KeyValue;
  readonly sessions: Map<number, SessionAnswer>;
}

/** The newest request of a session that was carried out, and its answer. */
export interface SessionAnswer extends Outcome {
  id: number;
}

export function createSessionStore(): SessionStore {
  return { store: createKeyValue(), sessions: new Map() };
}

/**
 * Carries the request out unless it was before; the answer it has or had. Undefined for a request older than the
 * session's newest: whoever sent it waits no more.
 */
export function executeOnce(machine: SessionStore, request: ClientRequest): SessionAnswer | undefined {
  let answer = machine.sessions.get(request.session);
  if (answer === undefined) {
    answer = { id: request.id, outcome: "ok", value: null };
    machine.sessions.set(request.session, answer);
  } else if (request.id <= answer.id) {
    return request.id === answer.id ? answer : undefined;
  }
  answer.id = request.id;
  execute(machine.store, request, answer);
  return answer;
}

export function toResponse({ session, id }: ClientRequest, { outcome, value }: Outcome): ClientResponse {
  return { session, id, outcome, value };
}
