import type { Context, Durable, NodeId, Program } from "../../cluster/index.ts";
import { onOwnCopy, onQueryReply, onRequest, onResend, onUpdateReply, RESEND } from "./coordinator.ts";
import { describe, describeCell, describeMessage } from "./describe.ts";
import { invariants } from "./invariants.ts";
import { MESSAGES, type AnyMessage } from "./messages.ts";
import type { AbdOptions } from "./options.ts";
import { answer, KEY_CELL, onQuery, onUpdate, SESSION_CELL } from "./replica.ts";
import type { AbdState } from "./state.ts";
import type { Version } from "./version.ts";

/**
 * An atomic register per key without a leader and without consensus: a majority is asked, then a majority is told.
 *
 * Hagit Attiya, Amotz Bar-Noy and Danny Dolev, "Sharing Memory Robustly in Message-Passing Systems", JACM 1995; for
 * several writers, who first ask for the newest tag, Nancy Lynch and Alex Shvartsman, "Robust emulation of shared
 * memory using dynamic quorum-acknowledged broadcasts", FTCS 1997.
 *
 * - A write asks a majority for its newest tag, then tells a majority the value under a larger one.
 * - A read asks a majority, then tells a majority the newest that it found, and only then returns it. Without that
 *   second phase two reads, one after the other, may return the new value first and the old one then.
 */
export const abd: Program<AbdState, AnyMessage, AbdOptions> = {
  name: "abd",
  messages: MESSAGES,
  timers: [RESEND],
  init: createState,
  onRestart: restart,
  onMessage,
  onTimer: (state, _name, ctx, call) => onResend(state, call, ctx),
  onDisk,
  describe,
  needsMajority: () => true,
  describeMessage,
  describeCell,
  contents: ({ copies }) => new Map(Array.from(copies, ([key, { value }]) => [key, value])),
  invariants,
  assumptions: [
    "The client does not take part: the node that it asks coordinates for it, and keeps a copy itself.",
    "A register has no compare-and-set: that would be consensus (Herlihy 1991).",
    "A write that its coordinator may have begun is not begun by another node: its client is told to look elsewhere, and in the end knows nothing.",
    "The members never change.",
  ],
};

function createState(options: AbdOptions): AbdState {
  return {
    options,
    copies: new Map(),
    calls: new Map(),
    lastCall: 0,
    sessions: new Map(),
    syncing: [],
    syncs: 0,
  };
}

/** What a crashed node's calls were numbered nobody knows; of so many numbers none is met again by chance. */
const NUMBERS = 0x4000_0000;

/** Copies are on the disk, calls are not: their clients wait in vain. */
function restart({ cells }: Durable, ctx: Context, options: AbdOptions): AbdState {
  const state = createState(options);
  state.lastCall = Math.floor(ctx.random() * NUMBERS);
  for (const [cell, value] of Object.entries(cells)) {
    if (cell.startsWith(KEY_CELL)) state.copies.set(cell.slice(KEY_CELL.length), value as Version);
    else state.sessions.set(Number(cell.slice(SESSION_CELL.length)), { id: value as number });
  }
  return state;
}

function onMessage(state: AbdState, from: NodeId, message: AnyMessage, ctx: Context): void {
  switch (message.kind) {
    case "Query":
      onQuery(state, from, message, ctx);
      return;
    case "QueryReply":
      onQueryReply(state, from, message, ctx);
      return;
    case "Update":
      onUpdate(state, from, message, ctx);
      return;
    case "UpdateReply":
      onUpdateReply(state, from, message, ctx);
      return;
    case "Request":
      onRequest(state, from, message, ctx);
      return;
    case "Response":
  }
}

function onDisk(state: AbdState, token: number, ctx: Context): void {
  while (state.syncing.length > 0 && state.syncing[0]!.sync <= token) {
    const { call, to } = state.syncing.shift()!;
    if (to === ctx.self) onOwnCopy(state, call, ctx);
    else answer(to, call, ctx);
  }
}
