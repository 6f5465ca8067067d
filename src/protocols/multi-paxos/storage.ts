import { createAppendList, pushTo, valuesOf } from "../../base/index.ts";
import type { Context, Durable, NodeId } from "../../cluster/index.ts";
import { createSessionStore, executeOnce } from "../state-machines/sessions.ts";
import { isLower, NO_BALLOT, type Ballot } from "./ballot.ts";
import type { Accepted, Command, PaxosMessage, Promise } from "./messages.ts";
import type { PaxosOptions } from "./options.ts";
import type { PaxosState } from "./state.ts";

/**
 * What an acceptor must not forget (§2.2: "an acceptor records … in stable storage before"): its promise and its votes. What was
 * chosen is written too, so that a node that restarts need not learn it all again; losing that does no harm.
 */
const PROMISE_CELL = "promised";
const VOTES_FILE = "votes";
const CHOSEN_FILE = "chosen";

type StoredVote = Accepted & { readonly slot: number };

export function createState(options: PaxosOptions): PaxosState {
  return {
    options,
    promised: NO_BALLOT,
    accepted: new Map(),
    log: createAppendList(),
    ahead: new Map(),
    machine: createSessionStore(),
    phase: "idle",
    ballot: NO_BALLOT,
    promisedBy: [],
    reported: new Map(),
    chosenUpTo: 0,
    proposals: new Map(),
    nextSlot: 1,
    pending: [],
    clients: new Map(),
    round: 0,
    leader: undefined,
    outbox: [],
    syncs: 0,
  };
}

export function readState({ cells, files }: Durable, options: PaxosOptions): PaxosState {
  const state = createState(options);
  for (const command of valuesOf(files[CHOSEN_FILE] ?? createAppendList()) as Command[]) {
    pushTo(state.log, command);
    if (command !== null) executeOnce(state.machine, command);
  }
  state.promised = (cells[PROMISE_CELL] as Ballot | undefined) ?? NO_BALLOT;
  for (const { slot, ballot, command } of valuesOf(files[VOTES_FILE] ?? createAppendList()) as StoredVote[]) {
    if (slot > state.log.length) state.accepted.set(slot, { ballot, command });
    if (isLower(state.promised, ballot)) state.promised = ballot;
  }
  state.round = state.promised.round;
  return state;
}

export function writePromise(state: PaxosState, ballot: Ballot, ctx: Context): void {
  state.promised = ballot;
  if (state.options.bug !== "forget-promise") ctx.disk.write(PROMISE_CELL, ballot);
}

export function writeVote(state: PaxosState, slot: number, accepted: Accepted, ctx: Context): void {
  state.accepted.set(slot, accepted);
  if (state.options.bug !== "forget-promise") ctx.disk.append(VOTES_FILE, { slot, ...accepted });
}

export function writeChosen(state: PaxosState, command: Command, ctx: Context): void {
  pushTo(state.log, command);
  ctx.disk.append(CHOSEN_FILE, command);
}

/** Phase 1b: what a proposer is told of the slots from `from` on. */
export function toPromise(state: PaxosState, ballot: Ballot, from: number): Promise {
  const accepted = Array.from(state.accepted).filter(([slot]) => slot >= from);
  return { kind: "Promise", ballot, accepted, learned: state.log.length };
}

/** Sends when everything written so far is on the disk. */
export function sendWhenDurable(state: PaxosState, to: NodeId, message: PaxosMessage, ctx: Context): void {
  state.syncs++;
  state.outbox.push({ sync: state.syncs, to, message });
  ctx.disk.sync(state.syncs);
}
