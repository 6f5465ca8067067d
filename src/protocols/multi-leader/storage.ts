import type { Context, NodeId } from "../../cluster/index.ts";
import type { AnyMessage } from "./messages.ts";
import type { MultiLeaderState, Storage } from "./state.ts";

/**
 * Nothing leaves a replica that is not on its disk: an answer would promise what a crash takes back, and an update that
 * others have would be followed by another one of the same count. What is sent waits for the sync that covers all writes
 * so far; one sync is under way at a time.
 */
export function createStorage(): Storage {
  return { issued: 0, completed: 0, isDirty: false, outbox: [] };
}

export function sendDurably(state: MultiLeaderState, to: NodeId, message: AnyMessage, ctx: Context): void {
  const { storage } = state;
  const sync = storage.isDirty ? storage.issued + 1 : storage.issued;
  if (sync <= storage.completed) ctx.send(to, message);
  else storage.outbox.push({ sync, to, message });
}

/** Makes what was written durable: now, or with the next sync when one is under way. */
export function syncWrites({ storage }: MultiLeaderState, ctx: Context): void {
  if (!storage.isDirty || storage.issued !== storage.completed) return;
  storage.isDirty = false;
  storage.issued++;
  ctx.disk.sync(storage.issued);
}

export function onSyncCompleted(state: MultiLeaderState, sync: number, ctx: Context): void {
  const { storage } = state;
  storage.completed = sync;
  const due = storage.outbox.filter((one) => one.sync <= sync);
  storage.outbox = storage.outbox.filter((one) => one.sync > sync);
  for (const { to, message } of due) ctx.send(to, message);
  syncWrites(state, ctx);
}
