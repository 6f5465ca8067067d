import type { Program } from "../../src/cluster/index.ts";

/** n1 sends a numbered message to every other node each 10 ms; all remember what they heard and when. */
export interface BeatState {
  sent: number;
  heard: [from: number, count: number, localUs: number][];
  ticks: number[];
}

export const beat: Program<BeatState, { kind: "Beat"; count: number }> = {
  name: "beat",
  messages: { Beat: { family: "append" } },
  timers: ["beat"],
  init(_options, ctx) {
    ctx.setTimer("beat", 10_000);
    return { sent: 0, heard: [], ticks: [] };
  },
  onMessage(state, from, message, ctx) {
    state.heard.push([from, message.count, ctx.localTime()]);
  },
  onTimer(state, _name, ctx) {
    state.sent++;
    state.ticks.push(ctx.localTime());
    if (ctx.self === 0) for (const peer of ctx.peers) ctx.send(peer, { kind: "Beat", count: state.sent });
    ctx.setTimer("beat", 10_000);
  },
  onRestart(_durable, ctx) {
    ctx.setTimer("beat", 10_000);
    return { sent: 0, heard: [], ticks: [] };
  },
  roleOf: (state) => ({ role: "leader", term: state.sent > 0 ? 1 : 0 }),
  describe: () => ({ rows: [] }),
};
