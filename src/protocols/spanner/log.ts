import type { ClientRequest, Context, MicroOperation, NodeId } from "../../cluster/index.ts";
import type { Write } from "./messages.ts";

/**
 * What a node must not forget, in one file. At most one sync is under way; what is written meanwhile shares the next.
 * A record that something depends on names what follows when it is durable.
 */
export interface LogState {
  unsynced: Due[];
  syncing: Due[];
}

/** What follows when a record is durable. */
export interface Due {
  readonly what: "prepared" | "applied" | "decided" | "aborted";
  readonly id: number;
}

export const LOG_FILE = "log";

export type LogRecord =
  | {
      readonly do: "prepare";
      readonly id: number;
      readonly reads: readonly string[];
      readonly writes: readonly Write[];
      readonly timestamp: number;
    }
  | { readonly do: "apply"; readonly id: number; readonly timestamp: number }
  /** This shard let a prepared transaction go. */
  | { readonly do: "drop"; readonly id: number }
  | {
      readonly do: "decide";
      readonly id: number;
      readonly timestamp: number;
      readonly shards: readonly NodeId[];
      readonly client: NodeId;
      readonly request: ClientRequest;
      readonly results: readonly MicroOperation[];
    }
  /** All shards have applied what was decided. */
  | { readonly do: "finish"; readonly id: number }
  | { readonly do: "abort"; readonly session: number; readonly request: number };

/** Adds a record; `due` follows when it is durable. Without one it costs no sync: losing it only costs a question. */
export function append(log: LogState, record: LogRecord, due: Due | undefined, ctx: Context): void {
  ctx.disk.append(LOG_FILE, record);
  if (due === undefined) return;
  log.unsynced.push(due);
  if (log.syncing.length === 0) sync(log, ctx);
}

/** The sync under way has completed; what follows from it. */
export function onSynced(log: LogState, ctx: Context): readonly Due[] {
  const done = log.syncing;
  log.syncing = [];
  sync(log, ctx);
  return done;
}

function sync(log: LogState, ctx: Context): void {
  if (log.unsynced.length === 0) return;
  log.syncing = log.unsynced;
  log.unsynced = [];
  ctx.disk.sync(1);
}
