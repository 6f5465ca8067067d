import { valuesOf } from "../../base/index.ts";
import type { Context, NodeId } from "../../cluster/index.ts";
import { entryOf, type VectorClock } from "../timestamps/vector.ts";
import type { Digest, Write, Writes } from "./messages.ts";
import { answerWrites, serveWaiting } from "./requests.ts";
import type { CausalState } from "./state.ts";
import { keep, syncWrites, takeDurable } from "./storage.ts";
import { apply, noteHeld, showReady } from "./visibility.ts";

/** Writes are durable: they are shown if their turn has come, this replica's own are sent and answered. */
export function onWritesDurable(state: CausalState, ctx: Context): void {
  const fresh = takeDurable(state);
  showReady(state);
  const own = fresh.filter(({ origin }) => origin === state.self);
  if (own.length > 0) {
    for (const peer of ctx.peers) ctx.send<Writes>(peer, { kind: "Writes", writes: own, hasMore: false });
    answerWrites(state, ctx);
  }
  noteHidden(state, fresh, ctx);
  serveWaiting(state, ctx);
  syncWrites(state, ctx);
}

function noteHidden(state: CausalState, fresh: readonly Write[], ctx: Context): void {
  for (const write of fresh) {
    if (write.number > state.visible[write.origin]!) noteHeld(state, write, ctx);
  }
}

/** Keeps what is new. A write that overtook an earlier one of its origin waits for that one: logs have no gaps. */
export function onWrites(state: CausalState, from: NodeId, { writes, hasMore }: Writes, ctx: Context): void {
  let isNew = false;
  for (const write of writes) {
    const { origin, number, stamp } = write;
    if (number <= state.logs[origin]!.length || state.early[origin]!.has(number)) continue;
    isNew = true;
    state.clock = Math.max(state.clock, stamp.counter);
    if (!state.options.dependencies) apply(state, write);
    state.early[origin]!.set(number, write);
    keepInOrder(state, origin, ctx);
    if (state.early[origin]!.has(number)) noteHeld(state, write, ctx);
  }
  syncWrites(state, ctx);
  if (hasMore && isNew) ctx.send<Digest>(from, { kind: "Digest", received: receivedOf(state) });
}

function keepInOrder(state: CausalState, origin: NodeId, ctx: Context): void {
  const early = state.early[origin]!;
  for (let number = state.logs[origin]!.length + 1; early.has(number); number++) {
    keep(state, early.get(number)!, ctx);
    early.delete(number);
  }
}

/** Tells everybody what this replica has (anti-entropy, Demers et al. 1987): who has more will send it. */
export function sendDigests(state: CausalState, ctx: Context): void {
  const received = receivedOf(state);
  for (const peer of ctx.peers) ctx.send<Digest>(peer, { kind: "Digest", received });
  ctx.setTimer("digest", state.options.interval);
}

function receivedOf({ logs }: CausalState): VectorClock {
  return logs.map(({ length }) => length);
}

/** Sends what the other lacks, whoever made it: a replica that nobody but this one can reach gets everything, too. */
export function onDigest(state: CausalState, from: NodeId, { received }: Digest, ctx: Context): void {
  const writes: Write[] = [];
  state.logs.forEach((log, origin) => {
    const start = entryOf(received, origin);
    const end = Math.min(state.durable[origin]!, start + state.options.batch - writes.length);
    if (start < end) writes.push(...valuesOf(log, start, end));
  });
  if (writes.length > 0)
    ctx.send<Writes>(from, { kind: "Writes", writes, hasMore: writes.length === state.options.batch });
}
