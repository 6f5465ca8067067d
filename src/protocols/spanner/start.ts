import { valuesOf } from "../../base/index.ts";
import type { Context, Durable } from "../../cluster/index.ts";
import { acquire, createLockTable } from "../locks/lock-table.ts";
import { remember } from "../multi-version/ended-requests.ts";
import { stepsOf } from "../multi-version/requests.ts";
import { LOG_FILE, type LogRecord } from "./log.ts";
import type { SpannerOptions } from "./options.ts";
import { apply } from "./shard-outcome.ts";
import { createPart } from "./shard-locks.ts";
import { report } from "./shard-prepare.ts";
import type { Coordinated, SpannerState } from "./state.ts";
import { endingOf, timeAt, waitOut } from "./two-phase-commit.ts";

export function start(options: SpannerOptions, ctx: Context): SpannerState {
  ctx.note("role", "shard", 0);
  return {
    options,
    self: ctx.self,
    nodes: ctx.replicas.length,
    shard: {
      versions: new Map(),
      locks: createLockTable(),
      parts: new Map(),
      lastTimestamp: 0,
      promised: 0,
      blocked: [],
      newest: undefined,
    },
    coordinated: new Map(),
    readers: new Map(),
    ended: new Map(),
    lastBase: Number.MIN_SAFE_INTEGER,
    numbers: 0,
    log: { unsynced: [], syncing: [] },
    inbox: [],
    commits: 0,
    aborts: 0,
  };
}

/**
 * After a crash: what was applied is there; what is prepared holds its locks and asks for its outcome; what was decided
 * waits out its timestamp again, since nobody knows whether its client was told.
 */
export function restart(durable: Durable, ctx: Context, options: SpannerOptions): SpannerState {
  const state = start(options, ctx);
  const log = durable.files[LOG_FILE];
  for (const record of log === undefined ? [] : (valuesOf(log) as LogRecord[])) replay(state, record);
  promiseAgain(state, ctx);
  for (const part of state.shard.parts.values()) {
    for (const key of part.reads) acquire(state.shard.locks, key, part.id, "shared");
    for (const [key] of part.writes) acquire(state.shard.locks, key, part.id, "exclusive");
    report(state, part, ctx);
  }
  for (const transaction of state.coordinated.values()) waitOut(state, transaction, ctx);
  return state;
}

/**
 * What it promised to readers is not on its disk. No reader's timestamp was later than TT.now().latest of some node, which
 * true time has then passed by at most twice the uncertainty: as long as clocks keep their bound, this is above it.
 */
function promiseAgain(state: SpannerState, ctx: Context): void {
  state.shard.promised = timeAt(state, ctx).latest + 2 * state.options.uncertaintyUs;
}

function replay(state: SpannerState, record: LogRecord): void {
  const { shard } = state;
  switch (record.do) {
    case "prepare": {
      if (state.options.bug === "forget-prepared") return;
      const { reads, writes, timestamp } = record;
      const part = createPart(state, record.id);
      shard.parts.set(record.id, Object.assign(part, { phase: "prepared", reads, writes, timestamp }));
      noteId(state, record.id);
      shard.lastTimestamp = Math.max(shard.lastTimestamp, timestamp);
      return;
    }
    case "apply":
      apply(shard, shard.parts.get(record.id)?.writes ?? [], record.timestamp);
      shard.parts.delete(record.id);
      return;
    case "drop":
      shard.parts.delete(record.id);
      return;
    case "decide":
      state.coordinated.set(record.id, decidedOf(state, record));
      noteId(state, record.id);
      return;
    case "finish":
      finishAgain(state, record.id);
      return;
    case "abort":
      remember(state.ended, { session: record.session, id: record.request });
  }
}

function decidedOf(state: SpannerState, record: Extract<LogRecord, { do: "decide" }>): Coordinated {
  const { id, timestamp, shards, client, request, results } = record;
  return {
    id,
    number: ++state.numbers,
    client,
    request,
    steps: stepsOf(request) ?? [],
    results: [...results],
    seen: new Map(),
    writes: new Map(),
    touched: [...shards],
    phase: "waiting",
    missing: shards,
    timestamp,
  };
}

function finishAgain(state: SpannerState, id: number): void {
  remember(state.ended, endingOf(state.coordinated.get(id)!));
  state.coordinated.delete(id);
}

/** However this node's clock was stepped meanwhile, its ids go on rising. */
function noteId(state: SpannerState, id: number): void {
  state.lastBase = Math.max(state.lastBase, Math.floor(id / state.nodes));
}
