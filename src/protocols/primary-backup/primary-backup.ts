import type { Context, NodeId, Program } from "../../cluster/index.ts";
import { flush, onFlushed } from "../replicated-log/log.ts";
import { acknowledge } from "./acknowledge.ts";
import { onAppendReply } from "./append-reply.ts";
import { onAppend } from "./append.ts";
import { describe, describeCell, describeMessage } from "./describe.ts";
import { invariants } from "./invariants/index.ts";
import { MESSAGES, sizeBytes, type AnyMessage } from "./messages.ts";
import type { PrimaryBackupOptions } from "./options.ts";
import { answerConfirmedReads } from "./reads.ts";
import { sendHeartbeats } from "./replication.ts";
import { onRequest } from "./requests.ts";
import { restart, start } from "./start.ts";
import type { PrimaryBackupState } from "./state.ts";
import { onEpochDurable, onFailoverTimeout, onTakeover, onTakeoverReply, startTakeover } from "./takeover.ts";
import { TIMERS } from "./timers.ts";

/** What an operator may ask of a backup. */
const PROMOTE = "promote";

/**
 * Primary and backups: one node orders all writes and ships its log to the others.
 *
 * Peter Alsberg and John Day, "A Principle for Resilient Sharing of Distributed Resources", ICSE 1976: a client is
 * answered when a second host has the update. Navin Budhiraja, Keith Marzullo, Fred Schneider and Sam Toueg, "The
 * Primary-Backup Approach", 1993: at most one primary at any time, and what that costs. Barbara Liskov and James Cowling,
 * "Viewstamped Replication Revisited", 2012, §4.2: numbered epochs (there: views) that a majority agrees to, and the log
 * with the latest epoch and the most entries wins. Sync, semi-sync and async are the words of MySQL and PostgreSQL.
 */
export const primaryBackup: Program<PrimaryBackupState, AnyMessage, PrimaryBackupOptions> = {
  name: "primary-backup",
  messages: MESSAGES,
  timers: TIMERS,
  init: start,
  onRestart: restart,
  onMessage,
  onTimer(state, name, ctx) {
    if (name === "heartbeat") sendHeartbeats(state, ctx);
    else onFailoverTimeout(state, ctx);
    flush(state.log, ctx);
  },
  onDisk(state, sync, ctx) {
    onFlushed(state.log, sync, ctx);
    onEpochDurable(state, sync, ctx);
    flush(state.log, ctx);
    if (state.role !== "primary") return;
    acknowledge(state, ctx);
    answerConfirmedReads(state, ctx);
  },
  onAsk(state, request, _about, ctx) {
    if (request !== PROMOTE) return false;
    if (state.role !== "primary") startTakeover(state, ctx);
    flush(state.log, ctx);
    return true;
  },
  requests: [PROMOTE],
  describe,
  describeMessage,
  describeCell,
  contents: ({ machine }) => machine.store,
  roleOf: ({ role, epoch }) => ({ role, term: epoch }),
  termWord: "epoch",
  needsMajority: ({ mode, fencing }) => mode === "semi-sync" || fencing,
  sizeBytes,
  moments: ["fenced", "truncate", "step-down", "skip"],
  tokens: () => "kept",
  invariants,
  assumptions: [
    "The members never change, the log is never compacted, client sessions never expire.",
    "Synchronous waits for every backup: while one is unreachable no write is answered, unless the option `unreachable` lets it drop out.",
    "Fencing is a promise of a majority of the replicas; there is no lock service and nobody cuts the old primary's power.",
    "An asynchronous primary asks nobody before it answers, so fencing stops it only once it hears of the later epoch.",
    "Without fencing a backup obeys whichever primary it hears, and two primaries that hear each other keep the later epoch's log.",
    "A client does not compare epochs itself; the token of its session carries the latest one to the node that it asks.",
  ],
};

function onMessage(state: PrimaryBackupState, from: NodeId, message: AnyMessage, ctx: Context): void {
  switch (message.kind) {
    case "Append":
      onAppend(state, from, message, ctx);
      break;
    case "AppendReply":
      onAppendReply(state, from, message, ctx);
      break;
    case "Takeover":
      onTakeover(state, from, message, ctx);
      break;
    case "TakeoverReply":
      onTakeoverReply(state, from, message, ctx);
      break;
    case "Request":
      onRequest(state, from, message, ctx);
      break;
    case "Response":
      return;
  }
  flush(state.log, ctx);
}
