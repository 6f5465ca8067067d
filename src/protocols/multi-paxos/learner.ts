import { valueAt } from "../../base/index.ts";
import type { Context, NodeId } from "../../cluster/index.ts";
import { executeOnce, toResponse } from "../state-machines/sessions.ts";
import type { Chosen, Command, Learn } from "./messages.ts";
import type { PaxosState } from "./state.ts";
import { writeChosen } from "./storage.ts";

/** Commands in one answer to a node that lags behind. */
const MOST_COMMANDS = 64;

export function onChosen(state: PaxosState, from: NodeId, { slot, commands }: Chosen, ctx: Context): void {
  learn(state, slot, commands, ctx);
  const isPartOfMore = commands.length === MOST_COMMANDS;
  const hasGap = state.ahead.size > 0 && slot > state.log.length + 1;
  if (isPartOfMore || hasGap) ctx.send<Learn>(from, { kind: "Learn", slot: state.log.length + 1 });
}

/** What is chosen is carried out as soon as everything before it is (§3). */
export function learn(state: PaxosState, slot: number, commands: readonly Command[], ctx: Context): void {
  commands.forEach((command, index) => {
    if (slot + index > state.log.length) state.ahead.set(slot + index, command);
  });
  for (let next = state.log.length + 1; state.ahead.has(next); next++) {
    const command = state.ahead.get(next)!;
    state.ahead.delete(next);
    state.accepted.delete(next);
    writeChosen(state, command, ctx);
    if (command !== null) carryOut(state, command, ctx);
  }
}

/** The node that a client waits at answers it, whoever proposed the command. */
function carryOut(state: PaxosState, command: Exclude<Command, null>, ctx: Context): void {
  const answer = executeOnce(state.machine, command);
  const waiting = state.clients.get(command.session);
  if (answer === undefined || waiting?.id !== command.id) return;
  state.clients.delete(command.session);
  ctx.respond(waiting.client, toResponse(command, answer));
}

export function onLearn(state: PaxosState, from: NodeId, { slot }: Learn, ctx: Context): void {
  const commands: Command[] = [];
  for (let at = slot; at <= state.log.length && commands.length < MOST_COMMANDS; at++)
    commands.push(valueAt(state.log, at - 1)!);
  if (commands.length > 0) ctx.send<Chosen>(from, { kind: "Chosen", slot, commands });
}
