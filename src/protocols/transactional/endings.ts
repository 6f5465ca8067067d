import type { Context } from "../../cluster/index.ts";
import { release, type Grant } from "../locks/lock-table.ts";
import { remember, respond, type Ending } from "../multi-version/ended-requests.ts";
import { conflictOf } from "./isolation.ts";
import { answerOf } from "../multi-version/requests.ts";
import type { EndingRecord, Transaction, TransactionalState } from "./state.ts";
import { addVersion } from "../multi-version/versions.ts";

/**
 * How transactions end. An ending is written, and counts once it is durable: then a commit's versions are there for
 * all, its locks are free, and the client is told. Several endings share a sync (group commit).
 *
 * An abort is written, too. Its answer speaks for the operation, not for one copy of the request: a second copy that
 * arrives after a crash must find it.
 */
export const LOG_FILE = "endings";

/** All steps are done. Whoever wrote nothing has nothing to make durable. */
export function commit(state: TransactionalState, transaction: Transaction, ctx: Context): readonly Grant[] {
  const conflict = conflictOf(state, transaction);
  if (conflict !== undefined) return abort(state, transaction, `${conflict} was written meanwhile`, ctx);
  if (transaction.writes.size === 0) {
    answer(state, transaction, ctx);
    return forget(state, transaction);
  }
  transaction.status = "committing";
  const { request, results, writes } = transaction;
  const { session, id } = request;
  const value = answerOf(request, results);
  write(state, transaction, { session, id, value, writes: Array.from(writes) }, ctx);
  if (state.options.bug === "ack-before-sync") answer(state, transaction, ctx);
  return [];
}

/** Gives back its locks at once; its client is told when the abort is durable. */
export function abort(
  state: TransactionalState,
  transaction: Transaction,
  why: string,
  ctx: Context,
): readonly Grant[] {
  const { number, request } = transaction;
  ctx.cancelTimer("step", number);
  ctx.note("abort", `aborts T${number}: ${why}`, number);
  state.aborts++;
  transaction.status = "aborting";
  write(state, transaction, { session: request.session, id: request.id, writes: [] }, ctx);
  return release(state.locks, number);
}

/** The sync under way has completed: its endings count, in the order in which they were written. */
export function onSyncCompleted(state: TransactionalState, ctx: Context): readonly Grant[] {
  const done = state.syncing;
  state.syncing = [];
  sync(state, ctx);
  return done.flatMap((number) => {
    const transaction = state.active.get(number)!;
    if (transaction.status === "committing") install(state, transaction, ctx);
    answer(state, transaction, ctx);
    return forget(state, transaction);
  });
}

/** What a restart finds: all endings in their order. */
export function replay(state: TransactionalState, records: readonly EndingRecord[]): void {
  for (const { session, id, value, writes } of records) {
    remember(state.ended, { session, id, ...(value === undefined ? {} : { value }) });
    if (writes.length === 0) continue;
    state.clock++;
    for (const [key, written] of writes) {
      addVersion(state.versions, key, { timestamp: state.clock, value: written }, state.clock);
    }
  }
}

function install(state: TransactionalState, { number, writes, snapshot }: Transaction, ctx: Context): void {
  const timestamp = ++state.clock;
  const oldest = oldestSnapshot(state);
  for (const [key, value] of writes) addVersion(state.versions, key, { timestamp, value }, oldest);
  state.newest = { timestamp, snapshot, keys: Array.from(writes.keys()) };
  if (ctx.traced) ctx.note("commit", `commits T${number} as ${timestamp}`, timestamp);
}

function oldestSnapshot({ active, clock }: TransactionalState): number {
  let oldest = clock;
  for (const { snapshot } of active.values()) oldest = Math.min(oldest, snapshot);
  return oldest;
}

function write(state: TransactionalState, { number }: Transaction, record: EndingRecord, ctx: Context): void {
  ctx.disk.append(LOG_FILE, record);
  state.unsynced.push(number);
  if (state.syncing.length === 0) sync(state, ctx);
}

function sync(state: TransactionalState, ctx: Context): void {
  if (state.unsynced.length === 0) return;
  state.syncing = state.unsynced;
  state.unsynced = [];
  ctx.disk.sync(state.syncing[0]!);
}

function answer(
  state: TransactionalState,
  { status, request, results, client }: Transaction,
  ctx: Context,
): void {
  const { session, id } = request;
  const ending: Ending =
    status === "aborting" ? { session, id } : { session, id, value: answerOf(request, results) };
  remember(state.ended, ending);
  respond(ending, client, ctx);
}

function forget(state: TransactionalState, { number }: Transaction): readonly Grant[] {
  state.active.delete(number);
  return release(state.locks, number);
}
