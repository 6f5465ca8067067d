import * as z from "zod";
import { duration, type Context, type Message, type NodeId, type Program } from "../../cluster/index.ts";

/** A token that nodes pass around the ring; each waits a while before it passes it on. */
export interface PingState {
  readonly waitUs: number;
  received: number;
  holding: number;
}

export interface PingMessage extends Message {
  readonly kind: "Ping";
  readonly count: number;
}

export interface PingOptions {
  readonly waitUs: number;
}

/** What a scenario writes under `options`. */
export const pingOptions = z
  .strictObject({ wait: duration.prefault("10ms").describe("how long a node holds the token") })
  .transform(({ wait }): PingOptions => ({ waitUs: wait }));

/** The smallest whole program: one message, one timer, nothing durable. Copy it to begin another. */
export const ping: Program<PingState, PingMessage, PingOptions> = {
  name: "ping",
  messages: { Ping: { family: "other" } },
  timers: ["pass-on"],

  init(options, ctx) {
    const state: PingState = { received: 0, holding: 0, waitUs: options.waitUs };
    if (ctx.self === 0) ctx.setTimer("pass-on", state.waitUs);
    return state;
  },

  onMessage(state, _from, message, ctx) {
    state.received++;
    state.holding = message.count;
    ctx.setTimer("pass-on", state.waitUs);
  },

  onTimer(state, _name, ctx) {
    ctx.send(nextOf(ctx), { kind: "Ping", count: state.holding + 1 });
  },

  onRestart: (_durable, _ctx, options) => ({ received: 0, holding: 0, waitUs: options.waitUs }),

  describe: (state) => ({ rows: [["received", String(state.received)]] }),
};

function nextOf(ctx: Context): NodeId {
  return ctx.replicas[(ctx.self + 1) % ctx.replicas.length]!;
}
