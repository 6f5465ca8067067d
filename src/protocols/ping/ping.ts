import * as z from "zod";
import { duration, type Message, type Program } from "../../cluster/index.ts";

interface PingState {
  readonly waitUs: number;
  received: number;
}

interface Ping extends Message {
  readonly kind: "Ping";
}

/** What a scenario writes under `options`. */
export const pingOptions = z.strictObject({
  wait: duration.prefault("10ms").describe("how long a node holds the token"),
});

/** The smallest whole program: nodes pass a token around a ring. One message, one timer, nothing durable. Copy it. */
export const ping: Program<PingState, Ping, z.output<typeof pingOptions>> = {
  name: "ping",
  messages: { Ping: { family: "other" } },
  timers: ["pass-on"],
  init({ wait }, ctx) {
    if (ctx.self === ctx.replicas[0]) ctx.setTimer("pass-on", wait);
    return { waitUs: wait, received: 0 };
  },
  onMessage(state, _from, _message, ctx) {
    state.received++;
    ctx.setTimer("pass-on", state.waitUs);
  },
  onTimer(_state, _name, ctx) {
    ctx.send(ctx.replicas[(ctx.self + 1) % ctx.replicas.length]!, { kind: "Ping" });
  },
  onRestart: (_durable, _ctx, { wait }) => ({ waitUs: wait, received: 0 }),
  describe: ({ received }) => ({ rows: [["received", String(received)]] }),
};
