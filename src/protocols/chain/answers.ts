import type { Context } from "../../cluster/index.ts";
import { entryAt } from "../replicated-log/log.ts";
import { toResponse } from "../state-machines/sessions.ts";
import { headOf } from "./configuration.ts";
import { answersAsTail, holdsLease } from "./lease.ts";
import type { ServerState } from "./state.ts";

/**
 * §2: the tail answers what it has processed. A server that has just become the tail answers all of its Sent; clients
 * that were answered before do not mind.
 */
export function answerClients(state: ServerState, ctx: Context): void {
  if (!answersAsTail(state) && !answersEarly(state)) return;
  if (ctx.traced && state.acknowledged < state.applied)
    ctx.note("commit", `acknowledges ${state.applied}`, state.applied);
  while (state.acknowledged < state.applied) {
    state.acknowledged++;
    const { command, client } = entryAt(state.log, state.acknowledged)!;
    const answer = state.machine.sessions.get(command!.session);
    if (answer?.id === command!.id) ctx.respond(client, toResponse(command!, answer));
  }
}

/** Known-bad: the head answers although nobody else has the update. */
function answersEarly(state: ServerState): boolean {
  return (
    state.options.bug === "answer-before-tail" &&
    headOf(state.configuration) === state.self &&
    holdsLease(state)
  );
}
