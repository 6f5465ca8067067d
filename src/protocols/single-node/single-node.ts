import * as z from "zod";
import {
  CLIENT_MESSAGES,
  type ClientReply,
  type ClientRequest,
  type Context,
  type Durable,
  type NodeDescription,
  type NodeId,
  type Program,
} from "../../cluster/index.ts";
import { describeClientMessage } from "../replicated-log/describe-client-message.ts";
import { keyRows, logCells, logRow } from "../replicated-log/describe-log.ts";
import { replay } from "../replicated-log/copying.ts";
import { append, createLog, entryAt, flush, onFlushed, type DurableLog } from "../replicated-log/log.ts";
import { readKey, refusalOf } from "../state-machines/key-value.ts";
import { executeOnce, toResponse, type SessionStore } from "../state-machines/sessions.ts";

export const singleNodeOptions = z.strictObject({});

/** One replica: the first has all data, the others know where it is. Plain data. */
export interface SingleNodeState {
  readonly self: NodeId;
  readonly server: NodeId;
  readonly log: DurableLog;
  /** Commands carried out; none that is not durable, so no read shows what a crash can take away. */
  applied: number;
  readonly machine: SessionStore;
}

/**
 * A store without replication, against which the others are measured: one copy on one disk. A command is written
 * ahead of its answer (Gray & Reuter, "Transaction Processing", 1993, §9.2), those that wait for the disk share a sync,
 * and after a crash the log is carried out anew.
 */
export const singleNode: Program<SingleNodeState, ClientRequest | ClientReply, object> = {
  name: "single-node",
  messages: CLIENT_MESSAGES,
  timers: [],
  init: (_options, ctx) => start(createLog(), ctx),
  onRestart: (durable: Durable, ctx) => start(createLog(durable), ctx),
  onMessage(state, from, message, ctx) {
    if (message.kind === "Request") onRequest(state, from, message, ctx);
  },
  onTimer: () => {},
  onDisk(state, sync, ctx) {
    onFlushed(state.log, sync, ctx);
    applyDurable(state, ctx);
  },
  describe,
  describeMessage: describeClientMessage,
  contents: ({ self, server, machine }) => (self === server ? machine.store : undefined),
  roleOf: (state) => ({ role: roleOf(state), term: 0 }),
  assumptions: [
    "The log is never compacted, and a restarted node has carried it out at once.",
    "Client sessions never expire.",
    "The replicas but the first keep nothing.",
  ],
};

function start(log: DurableLog, ctx: Context): SingleNodeState {
  const server = ctx.replicas[0]!;
  const state = { self: ctx.self, server, log, applied: log.durable, machine: replay(log, log.durable) };
  ctx.note("role", roleOf(state), 0);
  return state;
}

function onRequest(state: SingleNodeState, from: NodeId, request: ClientRequest, ctx: Context): void {
  const { session, id, key } = request;
  const refusal = refusalOf(request);
  if (refusal !== undefined) {
    ctx.respond(from, { session, id, outcome: "fail", error: refusal });
  } else if (state.self !== state.server) {
    ctx.respond(from, { session, id, outcome: "redirect", leader: state.server });
  } else if (request.f === "read") {
    ctx.respond(from, { session, id, outcome: "ok", value: readKey(state.machine.store, key) });
  } else {
    append(state.log, { epoch: 0, command: request, client: from }, ctx);
    flush(state.log, ctx);
  }
}

/** Carries out what has reached the disk, and answers. A request that came twice counts once. */
function applyDurable(state: SingleNodeState, ctx: Context): void {
  const { log, machine } = state;
  if (ctx.traced && state.applied < log.durable) ctx.note("commit", `commits ${log.durable}`, log.durable);
  for (; state.applied < log.durable; state.applied++) {
    const { command, client } = entryAt(log, state.applied + 1)!;
    const answer = executeOnce(machine, command!);
    if (answer !== undefined) ctx.respond(client, toResponse(command!, answer));
  }
}

function roleOf({ self, server }: SingleNodeState): string {
  return self === server ? "primary" : "spare";
}

function describe(state: SingleNodeState): NodeDescription {
  const { log, applied, machine } = state;
  const rows = [logRow(log), ["carried out", String(applied)] as const, ...keyRows(machine.store)];
  return { role: roleOf(state), term: 0, rows, log: logCells(log, applied) };
}
