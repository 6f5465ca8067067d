import { createAppendList, pushTo, valuesOf, type AppendList } from "../../base/index.ts";
import type { Context, Durable, NodeId } from "../../cluster/index.ts";
import { entryOf, includes, type VectorClock } from "../timestamps/vector.ts";
import { contentOf, hearOf, typeOf } from "./contents.ts";
import type { Summary, Update, Updates } from "./messages.ts";
import type { MultiLeaderState } from "./state.ts";
import { sendDurably } from "./storage.ts";

/**
 * Operation-based replication (Shapiro et al. 2011, §2.3): an update is sent to everyone, and delivered once everywhere.
 * What is lost is made up for by anti-entropy, as in Bayou (Petersen, Spreitzer, Terry, Theimer & Demers, "Flexible Update
 * Propagation for Weakly Consistent Replication", SOSP 1997): each interval a replica tells a peer how many updates of each
 * origin it has, and is sent what it lacks. So updates of a replica that is down or cut off come by way of others.
 *
 * Delivery keeps the order of each origin; where the data type needs it, the causal order (Birman, Schiper & Stephenson,
 * "Lightweight Causal and Atomic Group Multicast", 1991): first everything that the origin had delivered before.
 */
const UPDATES_FILE = "updates";

/** Of one origin in one message. */
const MOST_UPDATES = 64;

/** An update of this replica is carried out here, and sent to all others. */
export function publish(state: MultiLeaderState, update: Update, ctx: Context): void {
  deliver(state, update, ctx);
  for (const peer of ctx.peers) sendDurably(state, peer, { kind: "Updates", updates: [update] }, ctx);
}

export function onUpdates(state: MultiLeaderState, { updates }: Updates, ctx: Context): void {
  const { waiting } = state.byOperation;
  const fresh = updates.filter((update) => !isKnown(state, update));
  for (const update of fresh) waiting.push(update);
  while (deliverOne(state, ctx));
  for (const update of fresh) {
    if (waiting.includes(update))
      ctx.note(
        "held",
        `holds ${ctx.nameOf(update.origin)}'s update ${update.count} back: an earlier one is missing`,
      );
  }
}

export function sendSummary(state: MultiLeaderState, peer: NodeId, ctx: Context): void {
  sendDurably(state, peer, { kind: "Summary", delivered: deliveredOf(state) }, ctx);
}

export function onSummary(state: MultiLeaderState, from: NodeId, { delivered }: Summary, ctx: Context): void {
  const updates = state.byOperation.logs.flatMap((log, origin) => {
    const first = entryOf(delivered, origin);
    return valuesOf(log, first, first + MOST_UPDATES);
  });
  if (updates.length > 0) sendDurably(state, from, { kind: "Updates", updates }, ctx);
}

/** How many updates of each origin were delivered here. */
export function deliveredOf({ byOperation }: MultiLeaderState): VectorClock {
  return byOperation.logs.map(({ length }) => length);
}

/** Everything that was delivered before the crash, in the same order. */
export function replay(state: MultiLeaderState, durable: Durable, ctx: Context): void {
  const updates = durable.files[UPDATES_FILE] as AppendList<Update> | undefined;
  for (const update of updates === undefined ? [] : valuesOf(updates)) {
    take(state, update);
    hearOf(state, update.key, ctx);
  }
}

/** Delivers one of those that wait; false when all have to wait on. */
function deliverOne(state: MultiLeaderState, ctx: Context): boolean {
  const { byOperation } = state;
  const place = byOperation.waiting.findIndex((update) => isDue(state, update));
  if (place < 0) return false;
  const [update] = byOperation.waiting.splice(place, 1);
  deliver(state, update!, ctx);
  hearOf(state, update!.key, ctx);
  return true;
}

function isKnown({ byOperation }: MultiLeaderState, { origin, count }: Update): boolean {
  if (count <= (byOperation.logs[origin]?.length ?? 0)) return true;
  return byOperation.waiting.some((one) => one.origin === origin && one.count === count);
}

function isDue(state: MultiLeaderState, { origin, count, after }: Update): boolean {
  if (count !== (state.byOperation.logs[origin]?.length ?? 0) + 1) return false;
  return !typeOf(state).isCausal || includes(deliveredOf(state), after);
}

function deliver(state: MultiLeaderState, update: Update, ctx: Context): void {
  take(state, update);
  ctx.disk.append(UPDATES_FILE, update);
  state.storage.isDirty = true;
}

/** A request that another replica has carried out counts as answered here, too. */
function take(state: MultiLeaderState, update: Update): void {
  const { byOperation, contents, sessions } = state;
  const { origin, key, effect, session, id, answer } = update;
  while (byOperation.logs.length <= origin) byOperation.logs.push(createAppendList());
  pushTo(byOperation.logs[origin]!, update);
  contents.set(key, typeOf(state).effect(contentOf(state, key), effect));
  if (id > (sessions.get(session)?.id ?? 0)) sessions.set(session, { id, value: answer });
}
