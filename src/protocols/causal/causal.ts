import { valuesOf } from "../../base/index.ts";
import type { Context, Durable, NodeId, Program } from "../../cluster/index.ts";
import { describe, describeMessage } from "./describe.ts";
import { causalOrder } from "./invariants/causal-order.ts";
import { sameWrite } from "./invariants/same-write.ts";
import { MESSAGES, sizeBytes, type CausalMessage } from "./messages.ts";
import type { CausalOptions } from "./options.ts";
import { onDigest, onWrites, onWritesDurable, sendDigests } from "./replication.ts";
import { onPatience, onRequest } from "./requests.ts";
import type { CausalState } from "./state.ts";
import { readLogs } from "./storage.ts";
import { showReady } from "./visibility.ts";

/**
 * A causally consistent key-value store: lazy replication (Ladin, Liskov, Shrira & Ghemawat, TOCS 1992) of registers.
 *
 * Every replica takes writes and answers reads out of what it has, without asking anybody. A write carries what its
 * session had seen, as one count of writes a replica (the paper's multipart timestamp), and becomes visible elsewhere only
 * after that. Of concurrent writes to a key the one with the greater Lamport stamp wins everywhere, which makes it the
 * causal+ of COPS (Lloyd, Freedman, Kaminsky & Andersen, SOSP 2011, §3). New writes are sent at once; what was lost on
 * the way is found by comparing digests.
 */
export const causal: Program<CausalState, CausalMessage, CausalOptions> = {
  name: "causal",
  messages: MESSAGES,
  timers: ["digest", "patience"],
  init: (options, ctx) => start(options, undefined, ctx),
  onRestart: (durable, ctx, options) => start(options, durable, ctx),
  onMessage,
  onTimer(state, name, ctx, key) {
    if (name === "digest") sendDigests(state, ctx);
    else onPatience(state, key, ctx);
  },
  onDisk: (state, _token, ctx) => onWritesDurable(state, ctx),
  describe,
  describeMessage,
  sizeBytes,
  contents: ({ store }) => new Map(Array.from(store, ([key, { value }]) => [key, value])),
  moments: ["held", "session-waits"],
  tokens: () => "kept",
  invariants: [causalOrder, sameWrite],
  assumptions: [
    "Every replica holds every key.",
    "Logs of writes are never cut short.",
    "A client without a token is taken to have seen all that its replica shows; one that moves leaves that behind.",
    "A write without a token that is sent to two replicas counts twice.",
    "The disk keeps what it has acknowledged.",
    "With conflicts: arrival a replica that restarts may show another one of concurrent writes than before.",
  ],
};

function start(options: CausalOptions, durable: Durable | undefined, ctx: Context): CausalState {
  const logs = readLogs(durable, ctx);
  const state: CausalState = {
    options,
    self: ctx.self,
    logs,
    early: logs.map(() => new Map()),
    durable: logs.map(({ length }) => length),
    visible: logs.map(() => 0),
    syncing: null,
    clock: 0,
    store: new Map(),
    applied: new Map(),
    taken: new Map(),
    unanswered: [],
    waiting: [],
    waits: 0,
  };
  remember(state);
  showReady(state);
  ctx.setTimer("digest", options.interval);
  return state;
}

/** What follows from the logs: the clock, and which requests were carried out here. */
function remember(state: CausalState): void {
  for (const log of state.logs) {
    for (const { origin, number, stamp, session, id } of valuesOf(log)) {
      state.clock = Math.max(state.clock, stamp.counter);
      if (origin === state.self) state.taken.set(session, { id, number });
    }
  }
}

function onMessage(state: CausalState, from: NodeId, message: CausalMessage, ctx: Context): void {
  switch (message.kind) {
    case "Writes":
      onWrites(state, from, message, ctx);
      return;
    case "Digest":
      onDigest(state, from, message, ctx);
      return;
    case "Request":
      onRequest(state, from, message, ctx);
      return;
    case "Response":
  }
}
