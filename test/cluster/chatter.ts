import type {
  ClusterSpec,
  Fault,
  LinkSpec,
  Message,
  PlannedFault,
  Program,
} from "../../src/cluster/index.ts";
import { parseDistribution, type Distribution } from "../../src/kernel/index.ts";

/** A program for tests that does a little of everything, at random: messages, timers, writes, syncs. */
interface ChatterState {
  heard: number;
  term: number;
  keys: Map<string, number>;
}

interface ChatterMessage extends Message {
  readonly kind: "Say" | "Answer";
  readonly count: number;
}

export const chatter: Program<ChatterState, ChatterMessage> = {
  name: "chatter",
  messages: { Say: { family: "append" }, Answer: { family: "append", reply: true } },
  timers: ["talk", "extra"],
  init(_options, ctx) {
    ctx.setTimer("talk", 1000 + Math.floor(ctx.random() * 9000));
    return { heard: 0, term: 0, keys: new Map() };
  },
  onMessage(state, from, message, ctx) {
    state.heard++;
    state.keys.set(`k${state.heard % 7}`, message.count);
    if (message.kind === "Say") ctx.send(from, { kind: "Answer", count: message.count + 1 });
    ctx.disk.append("log", message.count);
    if (state.heard % 3 === 0) ctx.disk.sync(state.heard);
    if (state.heard % 5 === 0) ctx.setTimer("extra", 2000, 1 + (state.heard % 4));
    if (state.heard % 9 === 0) ctx.cancelTimer("extra", 2);
  },
  onTimer(state, name, ctx, key) {
    state.term = Math.max(state.term, key, state.heard);
    if (name === "extra") return;
    const peers = ctx.peers;
    ctx.send(peers[Math.floor(ctx.random() * peers.length)]!, { kind: "Say", count: ctx.localTime() });
    ctx.setTimer("talk", 1000 + Math.floor(ctx.random() * 9000));
  },
  onDisk(state, token, ctx) {
    state.keys.set("synced", token);
    ctx.disk.write("last", token);
  },
  onRestart(durable, ctx) {
    ctx.setTimer("talk", 1000);
    return { heard: durable.files["log"]?.length ?? 0, term: 0, keys: new Map() };
  },
  roleOf: (state) => ({ role: state.heard % 2 === 0 ? "leader" : "follower", term: state.term }),
  describe: (state) => ({ rows: [["heard", String(state.heard)]] }),
};

export function distribution(text: string): Distribution {
  const parsed = parseDistribution(text);
  if (!parsed.ok) throw new Error(parsed.error.problem);
  return parsed.value;
}

export function link(changes: Partial<LinkSpec> = {}): LinkSpec {
  return {
    latency: distribution("lognormal(2ms, 0.5)"),
    loss: 0,
    duplicate: 0,
    reorder: 0,
    reorderBy: distribution("10ms"),
    fifo: false,
    ...changes,
  };
}

export function specOf(
  program: unknown,
  changes: Partial<ClusterSpec> & { count?: number } = {},
): ClusterSpec {
  const { count = 5, ...rest } = changes;
  return {
    nodes: Array.from({ length: count }, (_, index) => ({
      name: `n${index + 1}`,
      kind: "replica" as const,
      program: program as Program,
      options: {},
    })),
    network: { defaults: link(), overrides: [] },
    disk: { sync: distribution("uniform(1ms, 4ms)") },
    faults: [],
    invariants: [],
    untilUs: 2_000_000,
    ...rest,
  };
}

export function planned(...faults: readonly (readonly [atUs: number, fault: Fault])[]): PlannedFault[] {
  return faults.map(([atUs, fault]) => ({ atUs, fault }));
}
