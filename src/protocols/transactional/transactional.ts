import { valuesOf } from "../../base/index.ts";
import {
  CLIENT_MESSAGES,
  type ClientReply,
  type ClientRequest,
  type Context,
  type Durable,
  type Invariant,
  type NodeId,
  type Program,
} from "../../cluster/index.ts";
import { createLockTable } from "../locks/lock-table.ts";
import { onRequest } from "./begin.ts";
import { FORWARD, type Forward } from "../multi-version/forward.ts";
import { describeClientMessage } from "../multi-version/requests.ts";
import { describe } from "./describe.ts";
import { LOG_FILE, onSyncCompleted, replay } from "./endings.ts";
import { commitsSurvive } from "./invariants/commits-survive.ts";
import { firstCommitterWins } from "./invariants/first-committer-wins.ts";
import type { TransactionalOptions } from "./options.ts";
import type { EndingRecord, TransactionalState } from "./state.ts";
import { resume, takeStep } from "./steps.ts";
import { newestValues } from "../multi-version/versions.ts";

type AnyMessage = ClientRequest | ClientReply | Forward;

/**
 * A database of one node that runs transactions side by side under a chosen isolation level: several versions of each
 * key, locks with wound-wait, and a log of endings on disk.
 *
 * Hal Berenson et al., "A Critique of ANSI SQL Isolation Levels", SIGMOD 1995; Atul Adya, "Weak Consistency: A
 * Generalized Theory and Optimistic Implementations for Distributed Transactions", MIT 1999.
 */
export const transactional: Program<TransactionalState, AnyMessage, TransactionalOptions> = {
  name: "transactional",
  messages: { ...CLIENT_MESSAGES, Forward: FORWARD },
  timers: ["step"],
  init: (options, ctx) => start(options, [], ctx),
  onRestart: restart,
  onMessage(state, from, message, ctx) {
    if (message.kind === "Request") onRequest(state, from, message, ctx);
    else if (message.kind === "Forward") onRequest(state, message.client, message.request, ctx);
  },
  onTimer: (state, _name, ctx, number) => takeStep(state, state.active.get(number)!, ctx),
  onDisk: (state, _token, ctx) => resume(state, onSyncCompleted(state, ctx), ctx),
  describe,
  describeMessage: (message) => describeClientMessage(message.kind === "Forward" ? message.request : message),
  contents: ({ isPrimary, versions }) => (isPrimary ? newestValues(versions) : undefined),
  roleOf: ({ isPrimary }) => ({ role: isPrimary ? "primary" : "spare", term: 0 }),
  moments: ["abort"],
  invariants: [firstCommitterWins, commitsSurvive] as readonly Invariant[],
  assumptions: [
    "The first replica holds all data; nothing is replicated, and the others only pass requests on to it.",
    "A client sends its whole transaction at once; the node takes its steps one by one.",
    "Keys are locked one by one: there are no searches, so there are no phantoms.",
    "The log of endings is never cut, and client sessions never expire.",
  ],
};

function restart(durable: Durable, ctx: Context, options: TransactionalOptions): TransactionalState {
  const log = durable.files[LOG_FILE];
  return start(options, log === undefined ? [] : (valuesOf(log) as EndingRecord[]), ctx);
}

/** What was under way at a crash left nothing behind. */
function start(
  options: TransactionalOptions,
  records: readonly EndingRecord[],
  ctx: Context,
): TransactionalState {
  const primary: NodeId = ctx.replicas[0]!;
  const isPrimary = ctx.self === primary;
  const state: TransactionalState = {
    options,
    isPrimary,
    versions: new Map(),
    clock: 0,
    begun: 0,
    active: new Map(),
    ended: new Map(),
    locks: createLockTable(),
    unsynced: [],
    syncing: [],
    aborts: 0,
    newest: undefined,
  };
  replay(state, records);
  ctx.note("role", isPrimary ? "primary" : "spare", 0);
  return state;
}
