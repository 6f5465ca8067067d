import { createAppendList, pushTo, truncate, valueAt, valuesOf, type AppendList } from "../../base/index.ts";
import type { ClientRequest, Context, Durable, Message, NodeId } from "../../cluster/index.ts";

/** One entry; never changed once made, and shared by all who hold it. */
export interface Entry {
  /** The epoch of whoever put it into a log first. */
  readonly epoch: number;
  /** What the state machine is to do; null for the entry that only marks where an epoch begins. */
  readonly command: ClientRequest | null;
  readonly client: NodeId;
}

/**
 * A log of commands with its copy on disk. Indexes count from 1; index 0 with epoch 0 stands before every log.
 *
 * At most one sync is under way; what is written meanwhile goes together into the next. A message that depends on what
 * was written waits for the sync that covers it. A cut takes back what a sync under way has promised, and drops the
 * messages that wait: they may speak of entries that are gone.
 */
export interface DurableLog {
  readonly entries: AppendList<Entry>;
  /** Entries up to here are on disk: 0 ≤ durable ≤ lastIndex. */
  durable: number;
  /** What `durable` will be when the sync under way completes. */
  syncing: number;
  /** Numbers of the last sync issued and the last one completed: 0 ≤ completed ≤ issued ≤ completed + 1. */
  issued: number;
  completed: number;
  /** Writes were issued since the last sync was. */
  isDirty: boolean;
  held: Held[];
  /** How often entries were taken away, and from which index on the last time. */
  cuts: number;
  cutFrom: number;
}

interface Held {
  readonly sync: number;
  readonly to: NodeId;
  readonly message: Message;
}

const FILE = "log";

/** What the disk held; an empty log when that is nothing. */
export function createLog(disk?: Durable): DurableLog {
  const entries = (disk?.files[FILE] as AppendList<Entry> | undefined) ?? createAppendList<Entry>();
  const durable = entries.length;
  return {
    entries,
    durable,
    syncing: durable,
    issued: 0,
    completed: 0,
    isDirty: false,
    held: [],
    cuts: 0,
    cutFrom: 0,
  };
}

export function lastIndex({ entries }: DurableLog): number {
  return entries.length;
}

export function entryAt({ entries }: DurableLog, index: number): Entry | undefined {
  return valueAt(entries, index - 1);
}

/** The epoch of the entry at `index`; 0 before the first, −1 behind the last. */
export function epochAt(log: DurableLog, index: number): number {
  return index === 0 ? 0 : (entryAt(log, index)?.epoch ?? -1);
}

/** At most `count` entries from `index` on. */
export function entriesFrom({ entries }: DurableLog, index: number, count: number): readonly Entry[] {
  return valuesOf(entries, index - 1, index - 1 + count);
}

export function append(log: DurableLog, entry: Entry, ctx: Context): void {
  pushTo(log.entries, entry);
  ctx.disk.append(FILE, entry);
  log.isDirty = true;
}

/** Takes away the entry at `index` and all that follow. */
export function cutFrom(log: DurableLog, index: number, ctx: Context): void {
  truncate(log.entries, index - 1);
  ctx.disk.truncate(FILE, index - 1);
  log.durable = Math.min(log.durable, index - 1);
  log.syncing = Math.min(log.syncing, index - 1);
  log.isDirty = true;
  log.held = [];
  log.cuts++;
  log.cutFrom = index;
}

/** Writes a cell beside the log; the next sync covers it. */
export function writeCell(log: DurableLog, cell: string, value: unknown, ctx: Context): void {
  ctx.disk.write(cell, value);
  log.isDirty = true;
}

/** Sends when all that was written so far is durable; at once if it is. */
// The type parameter lets a message be written out in the call, as in `Context.send`.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function sendDurably<M extends Message>(log: DurableLog, to: NodeId, message: M, ctx: Context): void {
  const sync = log.isDirty ? log.issued + 1 : log.issued;
  if (sync <= log.completed) ctx.send(to, message);
  else log.held.push({ sync, to, message });
}

/** Makes what was written durable: now, or with the next sync when one is under way. */
export function flush(log: DurableLog, ctx: Context): void {
  if (!log.isDirty || log.issued !== log.completed) return;
  log.isDirty = false;
  log.syncing = lastIndex(log);
  log.issued++;
  ctx.disk.sync(log.issued);
}

/** Sync number `sync` has completed. */
export function onFlushed(log: DurableLog, sync: number, ctx: Context): void {
  log.completed = sync;
  log.durable = Math.max(log.durable, log.syncing);
  if (log.held.length > 0) {
    const ready = log.held.filter((held) => held.sync <= sync);
    log.held = log.held.filter((held) => held.sync > sync);
    for (const { to, message } of ready) ctx.send(to, message);
  }
  flush(log, ctx);
}
