import type { Context, Durable, NodeId } from "../../cluster/index.ts";
import { createConfiguration, extended, sinceOf, without, type Configuration } from "./configuration.ts";
import type { ChainIs, Heartbeat } from "./messages.ts";
import type { ChainOptions } from "./options.ts";
import type { MasterState } from "./state.ts";

const CELL = "chain";

/** The first replica is the master, all others are servers (§3: "a single process ... that never fails"). */
export function masterOf(ctx: Context): NodeId {
  return ctx.replicas[0]!;
}

export function firstConfiguration(ctx: Context): Configuration {
  return createConfiguration(ctx.replicas.slice(1));
}

export function startMaster(options: ChainOptions, ctx: Context, durable?: Durable): MasterState {
  const stored = durable?.cells[CELL] as Configuration | undefined;
  const configuration = stored ?? firstConfiguration(ctx);
  const current = stored === undefined ? configuration.members.slice() : [];
  ctx.note("role", "master", configuration.number);
  for (const member of configuration.members) armSilent(options, member, ctx);
  return { kind: "master", options, self: ctx.self, configuration, published: configuration, current };
}

export function onHeartbeat(state: MasterState, from: NodeId, message: Heartbeat, ctx: Context): void {
  armSilent(state.options, from, ctx);
  const since = sinceOf(state.configuration, from);
  if (since === 0) change(state, extended(state.configuration, from), `${ctx.nameOf(from)} joins`, ctx);
  else if (message.since === since && message.isCurrent && !state.current.includes(from))
    state.current.push(from);
  tell(state, from, message.round, message.since === since ? since : 0, ctx);
}

/** §3: a server that is not heard has failed. The last one that has everything is waited for, however long. */
export function onSilence(state: MasterState, node: NodeId, ctx: Context): void {
  const others = state.current.filter((member) => member !== node);
  if (sinceOf(state.configuration, node) === 0) return;
  if (others.length === 0) {
    armSilent(state.options, node, ctx);
    return;
  }
  state.current = others;
  change(state, without(state.configuration, node), `${ctx.nameOf(node)} is taken out`, ctx);
}

/** Decided now, told when it is on disk. */
function change(state: MasterState, configuration: Configuration, why: string, ctx: Context): void {
  state.configuration = configuration;
  ctx.note("role", "master", configuration.number);
  ctx.note("failover", `chain ${configuration.number}: ${why}`, configuration.number);
  ctx.disk.write(CELL, configuration);
  ctx.disk.sync(configuration.number);
}

export function onPublished(state: MasterState, number: number, ctx: Context): void {
  if (number < state.configuration.number) return;
  state.published = state.configuration;
  for (const server of ctx.peers) tell(state, server, 0, 0, ctx);
}

function tell(state: MasterState, to: NodeId, round: number, leaseSince: number, ctx: Context): void {
  ctx.send<ChainIs>(to, { kind: "ChainIs", configuration: state.published, round, leaseSince });
}

function armSilent({ failureTimeoutUs }: ChainOptions, node: NodeId, ctx: Context): void {
  ctx.setTimer("silent", failureTimeoutUs, node);
}
