import type { ClientRequest, Context, NodeId } from "../../cluster/index.ts";
import { epochAt } from "../replicated-log/log.ts";
import { readKey } from "../state-machines/key-value.ts";
import { ship } from "./replication.ts";
import { majorityOf, type PrimaryBackupState } from "./state.ts";

/**
 * A read at the primary. With fencing, and unless nobody is asked before an answer anyway, it waits until a majority has
 * obeyed something that was shipped after the read came: then no later epoch has acknowledged anything. Without fencing it
 * is answered at once, whoever else may lead by now.
 */
export function onReadAtPrimary(
  state: PrimaryBackupState,
  client: NodeId,
  request: ClientRequest,
  ctx: Context,
): void {
  state.waitingReads.push({ client, request, round: 0 });
  answerConfirmedReads(state, ctx);
}

/** Answers the reads whose turn it is; while a round for reads is under way, later ones gather for the next. */
export function answerConfirmedReads(state: PrimaryBackupState, ctx: Context): void {
  if (state.waitingReads.length === 0 || state.acknowledged < state.firstIndex) return;
  const confirmed = mustConfirm(state) ? confirmedRound(state, ctx) : Infinity;
  const isConfirmed = ({ round }: { round: number }): boolean =>
    confirmed === Infinity || (round > 0 && round <= confirmed);
  for (const { client, request } of state.waitingReads.filter(isConfirmed))
    answerRead(state, client, request, ctx);
  state.waitingReads = state.waitingReads.filter((read) => !isConfirmed(read));
  if (state.waitingReads.length === 0 || state.waitingReads[0]!.round > 0) return;
  ship(state, ctx);
  for (const read of state.waitingReads) read.round = state.round;
}

/** Answers from what this node has carried out. */
export function answerRead(
  { machine, log, acknowledged }: PrimaryBackupState,
  client: NodeId,
  { session, id, key }: ClientRequest,
  ctx: Context,
): void {
  const token = [epochAt(log, acknowledged), acknowledged];
  ctx.respond(client, { session, id, outcome: "ok", value: readKey(machine.store, key), token });
}

function mustConfirm({ options, replicas }: PrimaryBackupState): boolean {
  return options.fencing && options.mode !== "async" && replicas.length > 1;
}

/** The latest round that a majority has obeyed, this node among it. */
function confirmedRound(state: PrimaryBackupState, ctx: Context): number {
  const rounds = ctx.peers.map((peer) => state.progress[peer]!.obeyedRound).sort((a, b) => b - a);
  return rounds[majorityOf(state) - 2]!;
}
