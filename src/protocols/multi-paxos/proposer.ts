import { drawUs, type ClientRequest, type Context, type NodeId } from "../../cluster/index.ts";
import { isLower, isSameBallot } from "./ballot.ts";
import { roleOf } from "./describe.ts";
import { learn } from "./learner.ts";
import {
  isSameCommand,
  type Accept,
  type AcceptReply,
  type Command,
  type Heartbeat,
  type Learn,
  type Nack,
  type Prepare,
  type Promise,
} from "./messages.ts";
import type { PaxosState } from "./state.ts";
import { sendWhenDurable, toPromise, writePromise, writeVote } from "./storage.ts";
import { armTimeout, HEARTBEAT, RESEND, RETRY } from "./timers.ts";

/** Phase 1a, for every slot that is not known to be chosen (§3). Its own acceptor promises like the others. */
export function prepare(state: PaxosState, ctx: Context): void {
  state.round++;
  state.ballot = { round: state.round, node: ctx.self };
  state.phase = "preparing";
  state.leader = undefined;
  state.promisedBy = [];
  state.reported.clear();
  state.proposals.clear();
  state.chosenUpTo = state.log.length;
  noteRole(state, ctx);
  ctx.note("prepare", `prepares ballot ${state.round}`, state.round);
  writePromise(state, state.ballot, ctx);
  sendWhenDurable(state, ctx.self, toPromise(state, state.ballot, state.log.length + 1), ctx);
  ctx.cancelTimer(RETRY);
  ask(state, ctx);
}

/** Asks whoever has not answered this phase, now and again. */
function ask(state: PaxosState, ctx: Context): void {
  const { ballot } = state;
  if (state.phase === "preparing") {
    const from = state.log.length + 1;
    for (const peer of ctx.peers)
      if (!state.promisedBy.includes(peer)) ctx.send<Prepare>(peer, { kind: "Prepare", ballot, from });
  } else {
    for (const [slot, { command, acceptedBy }] of state.proposals) {
      for (const peer of ctx.peers)
        if (!acceptedBy.includes(peer)) ctx.send<Accept>(peer, { kind: "Accept", ballot, slot, command });
    }
  }
  if (isBehind(state))
    for (const peer of ctx.peers) ctx.send<Learn>(peer, { kind: "Learn", slot: state.log.length + 1 });
  ctx.setTimer(RESEND, state.options.resendUs);
}

/** Others know more slots to be chosen. */
function isBehind({ log, chosenUpTo }: PaxosState): boolean {
  return log.length < chosenUpTo;
}

export function onResend(state: PaxosState, ctx: Context): void {
  if (state.phase === "preparing" || state.proposals.size > 0 || isBehind(state)) ask(state, ctx);
}

export function onPromise(state: PaxosState, from: NodeId, message: Promise, ctx: Context): void {
  if (state.phase !== "preparing" || !isSameBallot(message.ballot, state.ballot)) return;
  if (state.promisedBy.includes(from)) return;
  state.promisedBy.push(from);
  for (const [slot, accepted] of message.accepted) {
    const known = state.reported.get(slot);
    if (known === undefined || isLower(known.ballot, accepted.ballot)) state.reported.set(slot, accepted);
  }
  if (message.learned > state.chosenUpTo) {
    state.chosenUpTo = message.learned;
    ctx.send<Learn>(from, { kind: "Learn", slot: state.log.length + 1 });
  }
  if (isMajority(state.promisedBy, ctx)) lead(state, ctx);
}

/**
 * Phase 2a. P2c: a slot for which a promise reported votes gets the command of the highest of them. Slots below that nobody has
 * voted in are filled with no-ops (§3), so that what was chosen above can be carried out.
 */
function lead(state: PaxosState, ctx: Context): void {
  state.phase = "leading";
  state.leader = ctx.self;
  ctx.note("elected", `passes phase 1 with ballot ${state.round}`, state.ballot.round);
  noteRole(state, ctx);
  const first = state.chosenUpTo + 1;
  state.nextSlot = first;
  for (let slot = first; slot <= lastReported(state); slot++)
    propose(state, state.reported.get(slot)?.command ?? null, ctx);
  const { pending } = state;
  state.pending = [];
  for (const request of pending) if (!isProposed(state, request)) propose(state, request, ctx);
  if (state.options.proposers === "distinguished") beat(state, ctx);
}

function isProposed({ proposals }: PaxosState, request: ClientRequest): boolean {
  return Array.from(proposals.values()).some(({ command }) => isSameCommand(command, request));
}

/** The last slot for which a promise has reported a vote. */
function lastReported({ reported, options, pending }: PaxosState): number {
  if (options.bug === "ignore-accepted" && pending.length > 0) return 0;
  return Array.from(reported.keys()).reduce((most, slot) => Math.max(most, slot), 0);
}

/** One command, in the next free slot. The node's own acceptor votes as the others do: not if it has promised more since. */
export function propose(state: PaxosState, command: Command, ctx: Context): void {
  const { ballot } = state;
  const slot = state.nextSlot++;
  state.proposals.set(slot, { command, acceptedBy: [] });
  if (!isLower(ballot, state.promised)) {
    if (slot > state.log.length) writeVote(state, slot, { ballot, command }, ctx);
    sendWhenDurable(state, ctx.self, { kind: "AcceptReply", ballot, slot }, ctx);
  }
  for (const peer of ctx.peers) ctx.send<Accept>(peer, { kind: "Accept", ballot, slot, command });
  ctx.setTimer(RESEND, state.options.resendUs);
}

/** Phase 2b, as the proposer hears of it: what a majority has voted for is chosen. */
export function onAcceptReply(state: PaxosState, from: NodeId, reply: AcceptReply, ctx: Context): void {
  if (state.phase !== "leading" || !isSameBallot(reply.ballot, state.ballot)) return;
  const proposal = state.proposals.get(reply.slot);
  if (proposal === undefined || proposal.acceptedBy.includes(from)) return;
  proposal.acceptedBy.push(from);
  if (!isMajority(proposal.acceptedBy, ctx)) return;
  state.proposals.delete(reply.slot);
  if (ctx.traced) ctx.note("commit", `chooses slot ${reply.slot}`, reply.slot);
  const commands = [proposal.command];
  for (const peer of ctx.peers) ctx.send(peer, { kind: "Chosen", slot: reply.slot, commands });
  learn(state, reply.slot, commands, ctx);
}

/** Somebody has promised a higher ballot. */
export function onNack(state: PaxosState, { ballot, promised }: Nack, ctx: Context): void {
  state.round = Math.max(state.round, promised.round);
  if (state.phase === "idle" || !isSameBallot(ballot, state.ballot)) return;
  stepDown(state, promised.node, ctx);
}

/**
 * Outbid. Where anyone proposes, what is not chosen yet waits for another try, after a while; else the clients go on to the new
 * proposer. Sessions see to it that a command which is chosen twice counts once.
 */
export function stepDown(state: PaxosState, to: NodeId, ctx: Context): void {
  const unfinished = Array.from(state.proposals.values(), ({ command }) => command);
  state.phase = "idle";
  state.leader = state.options.proposers === "distinguished" && to !== ctx.self ? to : undefined;
  state.proposals.clear();
  ctx.cancelTimer(HEARTBEAT);
  ctx.cancelTimer(RESEND);
  noteRole(state, ctx);
  const requests = withoutRepeats([...state.pending, ...unfinished]);
  state.pending = [];
  if (state.options.proposers === "distinguished") {
    for (const request of requests) redirect(state, request, ctx);
    armTimeout(state, ctx);
    return;
  }
  state.pending = requests.filter((request) => isOwn(state, request));
  if (state.pending.length > 0)
    ctx.setTimer(
      RETRY,
      drawUs(state.options.backoff, () => ctx.random()),
    );
}

/** A request may have been proposed in several slots, one ballot after the other. */
function withoutRepeats(commands: readonly Command[]): ClientRequest[] {
  const requests = commands.filter((command) => command !== null);
  return requests.filter((one, index) => requests.findIndex((other) => isSameCommand(one, other)) === index);
}

/** Brought here by a client that still waits. */
function isOwn({ clients }: PaxosState, { session, id }: ClientRequest): boolean {
  return clients.get(session)?.id === id;
}

function redirect(state: PaxosState, request: ClientRequest, ctx: Context): void {
  const { session, id } = request;
  const waiting = state.clients.get(session);
  if (waiting?.id !== id) return;
  state.clients.delete(session);
  const { leader } = state;
  ctx.respond(waiting.client, {
    session,
    id,
    outcome: "redirect",
    ...(leader === undefined ? {} : { leader }),
  });
}

/** §2.4: the others hear that there is a distinguished proposer. */
export function beat(state: PaxosState, ctx: Context): void {
  const message: Heartbeat = { kind: "Heartbeat", ballot: state.ballot, learned: state.log.length };
  for (const peer of ctx.peers) ctx.send(peer, message);
  ctx.setTimer(HEARTBEAT, state.options.heartbeatUs);
}

export function onHeartbeat(
  state: PaxosState,
  from: NodeId,
  { ballot, learned }: Heartbeat,
  ctx: Context,
): void {
  if (isLower(ballot, state.promised)) {
    ctx.send<Nack>(from, { kind: "Nack", ballot, promised: state.promised });
    return;
  }
  if (state.phase !== "idle") stepDown(state, from, ctx);
  state.round = Math.max(state.round, ballot.round);
  state.leader = from;
  armTimeout(state, ctx);
  if (learned > state.log.length) ctx.send<Learn>(from, { kind: "Learn", slot: state.log.length + 1 });
}

export function noteRole(state: PaxosState, ctx: Context): void {
  const { role, term } = roleOf(state);
  ctx.note("role", role, term);
}

function isMajority(nodes: readonly NodeId[], ctx: Context): boolean {
  return nodes.length > ctx.replicas.length / 2;
}
