import type { Context, Durable } from "../../cluster/index.ts";
import { HYBRID_START } from "../timestamps/hybrid.ts";
import { replay } from "./by-operation.ts";
import { recover } from "./by-state.ts";
import type { MultiLeaderOptions } from "./options.ts";
import type { MultiLeaderState } from "./state.ts";
import { createStorage } from "./storage.ts";

export function start(options: MultiLeaderOptions, ctx: Context): MultiLeaderState {
  ctx.setTimer("gossip", options.intervalUs);
  return {
    options,
    self: ctx.self,
    contents: new Map(),
    sessions: new Map(),
    count: 0,
    clock: HYBRID_START,
    rounds: 0,
    storage: createStorage(),
    byOperation: { logs: [], waiting: [] },
    byState: { version: 0, changed: new Map(), acknowledged: [] },
  };
}

/** After a crash a replica has what its disk kept; the rest comes back by gossip. */
export function restart(durable: Durable, ctx: Context, options: MultiLeaderOptions): MultiLeaderState {
  const state = start(options, ctx);
  if (options.replication === "state") {
    recover(state, durable, ctx);
  } else {
    replay(state, durable, ctx);
    state.count = state.byOperation.logs[ctx.self]?.length ?? 0;
  }
  return state;
}
