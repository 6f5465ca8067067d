import { Cluster, type Message, type Program } from "../../src/cluster/index.ts";
import { drawUs, EventQueue, RandomStreams, Trace, type TraceLevel } from "../../src/kernel/index.ts";
import { clusterOf, distribution, node } from "./setup.ts";
import type { SimJs } from "./simjs.ts";

/**
 * W3, Raft's heartbeats: every 50 ms a leader sends to four followers; each re-arms a timer of 150 to 300 ms, which
 * therefore never fires, and replies. Messages take 0.5 to 1.5 ms. Nine events a round.
 */
const FOLLOWERS = 4;
const EVENTS_A_ROUND = 1 + 2 * FOLLOWERS;
const HEARTBEAT_US = 50_000;
const TIMEOUT_US = 150_000;
const LATENCY = distribution("0.5ms..1.5ms");

interface Beat extends Message {
  readonly kind: "Beat" | "Reply";
  readonly round: number;
}

interface State {
  round: number;
  heard: number;
}

const heartbeats: Program<State, Beat, undefined> = {
  name: "heartbeats",
  messages: { Beat: { family: "append" }, Reply: { family: "append", reply: true } },
  timers: ["beat", "election"],
  init(_options, ctx) {
    if (ctx.self === 0) ctx.setTimer("beat", HEARTBEAT_US);
    return { round: 0, heard: 0 };
  },
  onMessage(state, from, message, ctx) {
    state.heard++;
    if (message.kind === "Reply") return;
    ctx.setTimer("election", TIMEOUT_US * (1 + ctx.random()));
    ctx.send(from, { kind: "Reply", round: message.round });
  },
  onTimer(state, _name, ctx) {
    state.round++;
    const { peers } = ctx;
    for (let index = 0; index < peers.length; index++) {
      ctx.send(peers[index]!, { kind: "Beat", round: state.round });
    }
    ctx.setTimer("beat", HEARTBEAT_US);
  },
  onRestart: () => ({ round: 0, heard: 0 }),
  describe: ({ round, heard }) => ({
    rows: [
      ["round", String(round)],
      ["heard", String(heard)],
    ],
  }),
};

/** Ours, through the public program API. */
export function runHeartbeats(events: number, level: TraceLevel): Cluster {
  const nodes = Array.from({ length: 1 + FOLLOWERS }, (_, id) => node(`n${id + 1}`, heartbeats, undefined));
  const cluster = Cluster.create(clusterOf(nodes, LATENCY), "heartbeats", level);
  cluster.run(Infinity, events);
  return cluster;
}

/**
 * simjs: entities, `send` and `setTimer`. Its `cancel` marks a timer, which stays in its heap until its time
 * comes; only handled events are counted.
 */
export function runHeartbeatsSimjs(sim: SimJs, events: number): number {
  const random = new sim.Random(1);
  let handled = 0;
  const latency = (): number => random.uniform(0.5, 1.5);
  class Follower extends sim.Entity {
    heard = 0;
    timer: { cancel(): unknown } | undefined;
    start(): void {}
    onMessage(sender: unknown, round: unknown): void {
      this.heard++;
      handled++;
      this.timer?.cancel();
      this.timer = this.setTimer(random.uniform(150, 300)).done(() => handled++);
      this.send(round, latency(), sender);
    }
  }
  const followers: Follower[] = [];
  class Leader extends sim.Entity {
    round = 0;
    heard = 0;
    start(): void {
      this.setTimer(50).done(() => this.beat());
    }
    beat(): void {
      handled++;
      this.round++;
      for (const follower of followers) this.send(this.round, latency(), follower);
      this.setTimer(50).done(() => this.beat());
    }
    onMessage(): void {
      handled++;
      this.heard++;
    }
  }
  const run = new sim.Sim();
  for (let id = 0; id < FOLLOWERS; id++) followers.push(run.addEntity(Follower));
  run.addEntity(Leader);
  run.simulate((events / EVENTS_A_ROUND) * 50, Infinity);
  return handled;
}

/** The limit: our queue with its cancel, the draws, and for a full trace a record an event and its message; no model. */
export function runHeartbeatsBare(events: number, level: TraceLevel): number {
  const queue = new EventQueue(256);
  const random = new RandomStreams("heartbeats").get("all");
  const trace = new Trace(level);
  const timers = new Int32Array(1 + FOLLOWERS).fill(-1);
  const message = (kind: Beat["kind"], round: number): Beat | undefined =>
    level === "full" ? { kind, round } : undefined;
  queue.schedule(HEARTBEAT_US, 3, 0, 0, 1, 0, 0, undefined);
  for (let event = 0; event < events; event++) {
    const slot = queue.pop(Infinity);
    const kind = queue.kind[slot]!;
    const at = queue.node[slot]!;
    const nowUs = queue.nowUs;
    if (level !== "off")
      trace.append(nowUs, kind, at, queue.peer[slot]!, 1, queue.cause[slot]!, queue.payload[slot]);
    queue.release(slot);
    if (kind === 3) {
      for (let to = 1; to <= FOLLOWERS; to++) {
        queue.schedule(nowUs + drawUs(LATENCY, random), 2, to, at, 1, 0, event, message("Beat", event));
      }
      queue.schedule(nowUs + HEARTBEAT_US, 3, 0, 0, 1, 0, event, undefined);
    } else if (at > 0) {
      if (timers[at]! >= 0) queue.cancel(timers[at]!);
      const dueUs = nowUs + Math.round(TIMEOUT_US * (1 + random()));
      timers[at] = queue.schedule(dueUs, 4, at, at, 1, 0, event, undefined);
      queue.schedule(nowUs + drawUs(LATENCY, random), 2, 0, at, 1, 0, event, message("Reply", event));
    }
  }
  return queue.nowUs;
}
