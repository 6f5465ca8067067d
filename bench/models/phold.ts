import { Cluster, type Message, type Program } from "../../src/cluster/index.ts";
import { drawUs, EventQueue, RandomStreams, Trace, type TraceLevel } from "../../src/kernel/index.ts";
import { clusterOf, distribution, node } from "./setup.ts";
import type { SimJs } from "./simjs.ts";

/**
 * W1, PHOLD: 1,024 nodes and as many jobs; a node that receives one sends it to a uniformly random node, which
 * it reaches after 0.1 + exponential(1) ms. All that happens is scheduling, drawing and handling.
 */
const NODES = 1024;
const LATENCY = distribution("0.1ms + exponential(1ms)");

interface Job extends Message {
  readonly kind: "Job";
  readonly hops: number;
}

const phold: Program<{ jobs: number }, Job, undefined> = {
  name: "phold",
  messages: { Job: { family: "other" } },
  timers: [],
  init(_options, ctx) {
    ctx.send(Math.floor(ctx.random() * NODES), { kind: "Job", hops: 0 });
    return { jobs: 0 };
  },
  onMessage(state, _from, job, ctx) {
    state.jobs++;
    ctx.send(Math.floor(ctx.random() * NODES), { kind: "Job", hops: job.hops + 1 });
  },
  onTimer() {},
  onRestart: () => ({ jobs: 0 }),
  describe: ({ jobs }) => ({ rows: [["jobs", String(jobs)]] }),
};

/** Ours, through the public program API, with causes, fingerprint and, at level full, every message kept. */
export function runPhold(events: number, level: TraceLevel): Cluster {
  const nodes = Array.from({ length: NODES }, (_, id) => node(`n${id + 1}`, phold, undefined));
  const cluster = Cluster.create(clusterOf(nodes, LATENCY), "phold", level);
  cluster.run(Infinity, events);
  return cluster;
}

/**
 * simjs: one Entity a node, `send` with a delay, `onMessage`; delays and targets from its own Random (Mersenne
 * Twister). It keeps no trace and no causes.
 */
export function runPholdSimjs(sim: SimJs, events: number): number {
  const random = new sim.Random(1);
  const entities: InstanceType<SimJs["Entity"]>[] = [];
  let handled = 0;
  class Node extends sim.Entity {
    jobs = 0;
    start(): void {}
    onMessage(_sender: unknown, hops: unknown): void {
      this.jobs++;
      handled++;
      this.pass((hops as number) + 1);
    }
    pass(hops: number): void {
      const target = entities[Math.floor(random.random() * NODES)];
      this.send(hops, 0.1 + random.exponential(1), target);
    }
  }
  const run = new sim.Sim();
  for (let id = 0; id < NODES; id++) entities.push(run.addEntity(Node));
  for (const entity of entities) (entity as Node).pass(0);
  run.simulate(Infinity, events);
  return handled;
}

/**
 * The limit: our queue, the two draws and no model at all. With a full trace also a record an event, and a message
 * that is made, carried through the queue and kept in it: that is what a full trace is.
 */
export function runPholdBare(events: number, level: TraceLevel): number {
  const queue = new EventQueue(2048);
  const random = new RandomStreams("phold").get("all");
  const trace = new Trace(level);
  for (let id = 0; id < NODES; id++) queue.schedule(drawUs(LATENCY, random), 2, id, id, 1, 0, 0, undefined);
  for (let event = 0; event < events; event++) {
    const slot = queue.pop(Infinity);
    const at = queue.node[slot]!;
    if (level !== "off") {
      trace.append(queue.nowUs, 2, at, queue.peer[slot]!, 1, queue.cause[slot]!, queue.payload[slot]);
    }
    queue.release(slot);
    const target = Math.floor(random() * NODES);
    const message = level === "full" ? { kind: "Job", hops: event } : undefined;
    queue.schedule(queue.nowUs + drawUs(LATENCY, random), 2, target, at, 1, 0, event, message);
  }
  return queue.nowUs;
}
