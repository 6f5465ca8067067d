import type { Context, NodeId } from "../../cluster/index.ts";
import type { Query, QueryReply, Update, UpdateReply } from "./messages.ts";
import type { AbdState } from "./state.ts";
import { isNewer, NEVER, type Version } from "./version.ts";

/** Cells of the disk: a key's copy, and the newest operation of a session that was begun here. */
export const KEY_CELL = "key:";
export const SESSION_CELL = "session:";

export function copyOf(state: AbdState, key: string): Version {
  return state.copies.get(key) ?? NEVER;
}

export function onQuery(state: AbdState, from: NodeId, { call, key }: Query, ctx: Context): void {
  ctx.send<QueryReply>(from, { kind: "QueryReply", call, version: copyOf(state, key) });
}

export function onUpdate(state: AbdState, from: NodeId, message: Update, ctx: Context): void {
  adopt(state, message.key, message.version, ctx);
  if (state.options.bug === "acknowledge-before-sync") answer(from, message.call, ctx);
  else awaitSync(state, message.call, from, ctx);
}

/** Keeps the newer of two versions; an older one changes nothing, and is acknowledged all the same. */
export function adopt(state: AbdState, key: string, version: Version, ctx: Context): void {
  if (!isNewer(version, copyOf(state, key))) return;
  state.copies.set(key, version);
  ctx.disk.write(`${KEY_CELL}${key}`, version);
}

/** What was written so far is awaited: also what another call wrote and is still on its way to the disk. */
export function awaitSync(state: AbdState, call: number, to: NodeId, ctx: Context): void {
  state.syncs++;
  state.syncing.push({ sync: state.syncs, call, to });
  ctx.disk.sync(state.syncs);
}

export function answer(to: NodeId, call: number, ctx: Context): void {
  ctx.send<UpdateReply>(to, { kind: "UpdateReply", call });
}
