import { createAppendList, type AppendList } from "../../base/index.ts";
import type { Context, Durable } from "../../cluster/index.ts";
import { createSessionStore } from "../state-machines/sessions.ts";
import { isSticky, NEVER_US } from "./leader-contact.ts";
import { becomeLeader } from "./leadership.ts";
import { createLog, lastIndex, type Entry } from "./log.ts";
import type { RaftOptions } from "./options.ts";
import { createReading } from "./pending-reads.ts";
import { noteRole } from "./roles.ts";
import { NOBODY, type RaftState } from "./state.ts";
import { createStorage, LOG_FILE, VOTE_CELL, type StoredVote } from "./storage.ts";
import { resetElectionTimer } from "./timers.ts";

/** What the options put on a disk before the start: entries of term 1, and the vote that elected the initial leader. */
export function formatDisk(options: RaftOptions, ctx: Context): Durable {
  const leader = initialLeaderOf(options, ctx);
  const length = options.initialLog[ctx.self] ?? 0;
  const isPastTerm1 = leader !== NOBODY || options.initialLog.some((other) => other > 0);
  const vote: StoredVote = { currentTerm: isPastTerm1 ? 1 : 0, votedFor: leader };
  const entry: Entry = { term: 1, command: null, client: NOBODY };
  const entries = createAppendList<unknown>(Array.from({ length }, () => entry));
  return { cells: { [VOTE_CELL]: vote }, files: { [LOG_FILE]: entries } };
}

/** Everyone starts as a follower (§5.2), unless the options name a leader. */
export function start(options: RaftOptions, ctx: Context): RaftState {
  const state = createState(options, formatDisk(options, ctx), ctx);
  state.leaderId = initialLeaderOf(options, ctx);
  if (state.leaderId !== NOBODY) state.heardTerm = state.currentTerm;
  if (state.leaderId === ctx.self) {
    becomeLeader(state, ctx);
    return state;
  }
  noteRole(state, ctx);
  resetElectionTimer(state, ctx);
  return state;
}

/** After a crash a node is a follower with what its disk kept; the rest it learns again. */
export function restart(durable: Durable, ctx: Context, options: RaftOptions): RaftState {
  const state = createState(options, durable, ctx);
  if (options.bug === "forget-vote-on-restart") state.votedFor = NOBODY;
  // It may have promised a leaseholder silence just before the crash (thesis §6.4.1).
  if (isSticky(state)) state.heardLeaderUs = ctx.localTime();
  noteRole(state, ctx);
  resetElectionTimer(state, ctx);
  return state;
}

function createState(options: RaftOptions, durable: Durable, ctx: Context): RaftState {
  const vote = durable.cells[VOTE_CELL] as StoredVote | undefined;
  const log = createLog(durable.files[LOG_FILE] as AppendList<Entry> | undefined);
  return {
    options,
    self: ctx.self,
    role: "follower",
    leaderId: NOBODY,
    currentTerm: vote?.currentTerm ?? 0,
    votedFor: vote?.votedFor ?? NOBODY,
    log,
    storage: createStorage(lastIndex(log)),
    commitIndex: 0,
    lastApplied: 0,
    machine: createSessionStore(),
    votes: [],
    isTransferElection: false,
    sentVote: { term: 0, candidate: NOBODY },
    heardLeaderUs: NEVER_US,
    heardTerm: 0,
    progress: [],
    reading: createReading(),
    transferTo: NOBODY,
  };
}

function initialLeaderOf({ initialLeader }: RaftOptions, ctx: Context): number {
  return ctx.replicas.find((node) => ctx.nameOf(node) === initialLeader) ?? NOBODY;
}
