import {
  keyText,
  type ClientRequest,
  type Context,
  type MicroOperation,
  type NodeId,
} from "../../cluster/index.ts";
import { respondTo } from "../multi-version/ended-requests.ts";
import { appended, stepsOf, unsupported } from "../multi-version/requests.ts";
import type { LockReply, Wounded } from "./messages.ts";
import { nextId, shardOf } from "./placement.ts";
import { beginReading } from "./read-only.ts";
import type { Coordinated, SpannerState } from "./state.ts";
import { tell } from "./tell.ts";
import { abort, prepare } from "./two-phase-commit.ts";

/**
 * A client brings a transaction. Whoever is asked carries out a read-only one; a read-write one belongs to the shard of
 * the first key that it writes, so that all copies of a request meet at one node, which knows how it ended.
 */
export function onRequest(state: SpannerState, from: NodeId, request: ClientRequest, ctx: Context): void {
  const steps = stepsOf(request);
  if (steps === undefined) {
    ctx.respond(from, unsupported(request));
    return;
  }
  const firstWrite = steps.find(([f]) => f !== "r");
  if (firstWrite === undefined) {
    beginReading(state, from, request, steps, ctx);
    return;
  }
  const leader = shardOf(state, keyText(firstWrite[1]));
  if (leader !== state.self) tell(state, leader, { kind: "Forward", client: from, request }, ctx);
  else if (!respondTo(state.ended, request, from, ctx) && !isUnderWay(state, request)) {
    begin(state, from, request, steps, ctx);
  }
}

function isUnderWay({ coordinated }: SpannerState, { session, id }: ClientRequest): boolean {
  for (const { request } of coordinated.values())
    if (request.session === session && request.id >= id) return true;
  return false;
}

function begin(
  state: SpannerState,
  client: NodeId,
  request: ClientRequest,
  steps: readonly MicroOperation[],
  ctx: Context,
): void {
  const transaction: Coordinated = {
    id: nextId(state, ctx.localTime()),
    number: ++state.numbers,
    client,
    request,
    steps,
    results: [],
    seen: new Map(),
    writes: new Map(),
    touched: [],
    phase: "executing",
    missing: [],
    timestamp: 0,
  };
  state.coordinated.set(transaction.id, transaction);
  ctx.setTimer("give-up", state.options.timeoutUs, transaction.number);
  execute(state, transaction, ctx);
}

/** Takes steps until one needs a lock. Writes are kept here until the transaction commits (§4.2.1). */
function execute(state: SpannerState, transaction: Coordinated, ctx: Context): void {
  const { steps, results } = transaction;
  while (results.length < steps.length) {
    const result = resultOf(transaction, steps[results.length]!);
    if (result === undefined) {
      askForLock(state, transaction, steps[results.length]!, ctx);
      return;
    }
    results.push(result);
  }
  prepare(state, transaction, ctx);
}

/** Undefined when the step must first read what its shard holds. An append reads the list and writes a longer one. */
function resultOf(
  { seen, writes }: Coordinated,
  [f, name, value]: MicroOperation,
): MicroOperation | undefined {
  const key = keyText(name);
  const known = writes.get(key) ?? seen.get(key);
  if (f === "w") writes.set(key, value);
  else if (known === undefined) return undefined;
  else if (f === "r") return ["r", name, known];
  else writes.set(key, appended(known, value));
  return [f, name, value];
}

function askForLock(
  state: SpannerState,
  transaction: Coordinated,
  [f, name]: MicroOperation,
  ctx: Context,
): void {
  const { id, results, touched } = transaction;
  const key = keyText(name);
  const shard = shardOf(state, key);
  if (!touched.includes(shard)) touched.push(shard);
  const mode = f === "r" ? "shared" : "exclusive";
  tell(state, shard, { kind: "Lock", id, step: results.length, key, mode }, ctx);
}

/** A reply to nobody: the transaction has ended, and its lock was granted to a late copy. */
export function onLockReply(
  state: SpannerState,
  from: NodeId,
  { id, step, key, value }: LockReply,
  ctx: Context,
): void {
  const transaction = state.coordinated.get(id);
  if (transaction === undefined) {
    tell(state, from, { kind: "Abort", id }, ctx);
  } else if (transaction.phase === "executing" && transaction.results.length === step) {
    transaction.seen.set(key, value);
    execute(state, transaction, ctx);
  }
}

/** An older transaction is in its way, or a shard has lost its locks. Once it is decided it goes on. */
export function onWounded(state: SpannerState, { id, why }: Wounded, ctx: Context): void {
  const transaction = state.coordinated.get(id);
  if (transaction !== undefined) abort(state, transaction, why, ctx);
}
