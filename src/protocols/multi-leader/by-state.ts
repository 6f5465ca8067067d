import { isSame } from "../../base/index.ts";
import type { Context, Durable, NodeId } from "../../cluster/index.ts";
import { contentOf, hearOf, typeOf } from "./contents.ts";
import type { Contents, ContentsReply } from "./messages.ts";
import type { Answered, MultiLeaderState } from "./state.ts";
import { sendDurably } from "./storage.ts";

/**
 * State-based replication (Shapiro et al. 2011, §2.2) with deltas: of all keys, only the contents that changed since the
 * peer's last acknowledgement are sent (Almeida, Shoker & Baquero, "Delta State Replicated Data Types", 2018, Algorithm 2,
 * with a key's whole content as the delta). A message that is lost, or comes twice, or late, does no harm.
 */
export interface Stored {
  readonly key: string;
  readonly content: unknown;
  readonly version: number;
}

const COUNT_CELL = "count";

/** An update of this replica, on its disk together with its count and what its client is told. */
export function changeByUpdate(
  state: MultiLeaderState,
  key: string,
  content: unknown,
  session: number,
  answered: Answered,
  ctx: Context,
): void {
  change(state, key, content, ctx);
  state.sessions.set(session, answered);
  ctx.disk.write(COUNT_CELL, state.count);
  ctx.disk.write(`session ${session}`, answered);
}

/** What the peer has not acknowledged; nothing is sent when there is nothing. */
export function sendContents(state: MultiLeaderState, peer: NodeId, ctx: Context): void {
  const { version, changed, acknowledged } = state.byState;
  const since = acknowledged[peer] ?? 0;
  if (since === version) return;
  const keys = Array.from(changed).filter(([, at]) => at > since);
  const contents = keys.map(([key]) => [key, contentOf(state, key)] as const);
  sendDurably(state, peer, { kind: "Contents", version, contents }, ctx);
}

export function onContents(state: MultiLeaderState, from: NodeId, message: Contents, ctx: Context): void {
  for (const [key, other] of message.contents) {
    const held = contentOf(state, key);
    const merged = typeOf(state).merge(held, other);
    if (isSame(merged, held)) continue;
    change(state, key, merged, ctx);
    hearOf(state, key, ctx);
  }
  sendDurably(state, from, { kind: "ContentsReply", version: message.version }, ctx);
}

export function onContentsReply(
  { byState }: MultiLeaderState,
  from: NodeId,
  { version }: ContentsReply,
): void {
  while (byState.acknowledged.length <= from) byState.acknowledged.push(0);
  byState.acknowledged[from] = Math.max(byState.acknowledged[from]!, version);
}

/** What was on the disk; what its peers have acknowledged a replica learns again. */
export function recover(state: MultiLeaderState, { cells }: Durable, ctx: Context): void {
  for (const cell of Object.keys(cells)) {
    if (cell === COUNT_CELL) state.count = cells[cell] as number;
    else if (cell.startsWith("session ")) state.sessions.set(Number(cell.slice(8)), cells[cell] as Answered);
    else recoverContent(state, cells[cell] as Stored, ctx);
  }
}

function recoverContent(state: MultiLeaderState, { key, content, version }: Stored, ctx: Context): void {
  state.contents.set(key, content);
  state.byState.changed.set(key, version);
  state.byState.version = Math.max(state.byState.version, version);
  hearOf(state, key, ctx);
}

function change(state: MultiLeaderState, key: string, content: unknown, ctx: Context): void {
  const version = ++state.byState.version;
  state.contents.set(key, content);
  state.byState.changed.set(key, version);
  ctx.disk.write(`content ${key}`, { key, content, version } satisfies Stored);
  state.storage.isDirty = true;
}
