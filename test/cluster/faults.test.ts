import { describe, expect, it } from "vitest";
import { Cluster, EventKind, isDrop, type Fault, type Program } from "../../src/cluster/index.ts";
import { beat, type BeatState } from "./beat.ts";
import { chatter, distribution, link, planned, specOf } from "./chatter.ts";

const still = { defaults: link({ latency: distribution("1ms") }), overrides: [] };

function runWith(faults: readonly (readonly [number, Fault])[], untilUs = 100_000, network = still): Cluster {
  const spec = specOf(beat, { faults: planned(...faults), network, count: 3, untilUs });
  const cluster = Cluster.create(spec, "1", "full");
  cluster.run(Infinity);
  return cluster;
}

function heard(cluster: Cluster, node: number): number[] {
  return (cluster.nodes[node]!.state as BeatState).heard.map(([, count]) => count);
}

function kinds(cluster: Cluster): Map<number, number> {
  const counts = new Map<number, number>();
  const { trace } = cluster.kernel;
  for (let index = 0; index < trace.length; index++) {
    counts.set(trace.kind(index), (counts.get(trace.kind(index)) ?? 0) + 1);
  }
  return counts;
}

describe("faults", () => {
  it("delivers everything when none strikes", () => {
    expect(heard(runWith([]), 1)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("crash: the node hears nothing, forgets, and starts again from its disk", () => {
    const cluster = runWith([[25_000, { do: "crash", nodes: ["n2"], forUs: 30_000 }]]);
    expect(heard(cluster, 1)).toEqual([6, 7, 8, 9]);
    expect(heard(cluster, 2)).toHaveLength(9);
    expect(kinds(cluster).get(EventKind.dropDown)).toBe(3);
  });

  it("pause: what is due waits and happens at the resume, in order", () => {
    const cluster = runWith([[25_000, { do: "pause", nodes: ["n2"], forUs: 30_000 }]]);
    const { heard: all } = cluster.nodes[1]!.state as BeatState;
    expect(all.map(([, count]) => count)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(all.slice(2, 5).map(([, , localUs]) => localUs)).toEqual([55_000, 55_000, 55_000]);
  });

  it("a crash while paused loses what waited, and says so", () => {
    const cluster = runWith([
      [25_000, { do: "pause", nodes: ["n2"] }],
      [52_000, { do: "crash", nodes: ["n2"] }],
    ]);
    expect(kinds(cluster).get(EventKind.dropDown)).toBe(7);
  });

  it("partition: nothing crosses until it heals, not even what was sent across it", () => {
    const cluster = runWith([[20_500, { do: "partition", groups: [["n1"], ["n2"]], forUs: 20_000 }]]);
    expect(heard(cluster, 1)).toEqual([1, 5, 6, 7, 8, 9]);
    expect(heard(cluster, 2)).toHaveLength(9);
    expect(kinds(cluster).get(EventKind.dropCut)).toBe(3);
  });

  it("cut: one direction only", () => {
    const cluster = runWith([[0, { do: "cut", from: ["n2"], to: ["n1"] }]]);
    expect(heard(cluster, 1)).toHaveLength(9);
  });

  it("isolate, bridge and majority ring leave the links they should", () => {
    const passes = (fault: Fault): string => {
      const spec = specOf(beat, { faults: planned([0, fault]), count: 5, untilUs: 5_000, network: still });
      const cluster = Cluster.create(spec, "1", "off");
      cluster.run(Infinity);
      const rows = [0, 1, 2, 3, 4].map((from) =>
        [0, 1, 2, 3, 4]
          .map((to) => (from === to || cluster.network.isBlocked(from, to) ? "." : "x"))
          .join(""),
      );
      return rows.join(" ");
    };
    expect(passes({ do: "isolate", nodes: ["n2"] })).toBe("..xxx ..... x..xx x.x.x x.xx.");
    expect(passes({ do: "partition", groups: "bridge" })).toBe(".xx.. x.x.. xx.xx ..x.x ..xx.");
    expect(passes({ do: "partition", groups: "majority-ring" })).toBe(".x..x x.x.. .x.x. ..x.x x..x.");
  });

  it("slow, lossy, duplicate and reorder do what they say to one link", () => {
    const on = { from: ["n1"], to: ["n2"] };
    expect(heard(runWith([[0, { do: "lossy", ...on, probability: 1 }]]), 1)).toEqual([]);
    expect(heard(runWith([[0, { do: "duplicate", ...on, probability: 1 }]]), 1)).toHaveLength(18);
    const slow = runWith([[0, { do: "slow", ...on, factor: 4, addUs: 500 }]]);
    expect((slow.nodes[1]!.state as BeatState).heard[0]![2]).toBe(14_500);
    const mixed = runWith([[0, { do: "reorder", ...on, probability: 0.5 }]], 400_000, {
      ...still,
      defaults: link({ latency: distribution("1ms"), reorderBy: distribution("30ms") }),
    });
    const order = heard(mixed, 1);
    expect(order).not.toEqual(order.slice().sort((a, b) => a - b));
  });

  it("a link in order never lets a message overtake another", () => {
    const network = {
      defaults: link({ latency: distribution("exponential(30ms)"), fifo: true }),
      overrides: [],
    };
    const order = heard(runWith([], 600_000, network), 1);
    expect(order.length).toBeGreaterThan(40);
    expect(order).toEqual(order.slice().sort((a, b) => a - b));
  });

  it("a bandwidth makes messages queue for the wire, and a full buffer drops them", () => {
    const network = {
      defaults: link({ latency: distribution("1ms"), bandwidth: 0.005, bufferBytes: 300 }),
      overrides: [],
    };
    const cluster = runWith([], 200_000, network);
    expect((cluster.nodes[1]!.state as BeatState).heard[0]![2]).toBe(31_000);
    expect((cluster.nodes[1]!.state as BeatState).heard[1]![2]).toBe(51_000);
    expect(kinds(cluster).get(EventKind.dropOverflow)).toBeGreaterThan(0);
  });

  it("clocks: a step shows at once, a drift changes the rate of clock and timers", () => {
    const stepped = runWith([[25_000, { do: "clock-step", nodes: ["n2"], byUs: 1_000_000 }]]);
    expect((stepped.nodes[1]!.state as BeatState).ticks.slice(1, 3)).toEqual([20_000, 1_030_000]);
    const fast = runWith([[0, { do: "clock-drift", nodes: ["n2"], ppm: 1_000_000 }]]);
    const { ticks } = fast.nodes[1]!.state as BeatState;
    expect(ticks.length).toBe(19);
    expect(ticks.slice(0, 2)).toEqual([20_000, 30_000]);
  });

  it("slow-node: each event takes its processor that long, one after the other", () => {
    const cluster = runWith([[0, { do: "slow-node", nodes: ["n2"], costUs: 3_000, factor: 1 }]]);
    const { heard: all } = cluster.nodes[1]!.state as BeatState;
    expect(all[0]).toEqual([0, 1, 16_000]);
  });

  it("a word such as leader means the node that has the role then", () => {
    const cluster = runWith([[55_000, { do: "crash", nodes: ["leader"] }]]);
    expect(cluster.nodes.map((node) => node.status)).toEqual(["down", "up", "up"]);
  });

  it("notes each fault's span, so that a timeline can draw it", () => {
    const cluster = runWith([[25_000, { do: "crash", nodes: ["leader"], forUs: 10_000 }]]);
    const notes = cluster.notes.chunks.flat().filter((note) => note.kind.startsWith("fault"));
    expect(notes.map((note) => [note.kind, note.timeUs, note.text])).toEqual([
      ["fault", 25_000, "crash leader for 10ms [n1]"],
      ["fault-end", 35_000, "end of crash leader for 10ms"],
    ]);
  });
});

/** A node that writes a number every 10 ms and syncs every other time. */
const writer: Program<{ next: number; found: number[] }, never> = {
  name: "writer",
  messages: {},
  timers: ["write"],
  init(_options, ctx) {
    ctx.setTimer("write", 10_000);
    return { next: 1, found: [] };
  },
  onMessage: () => undefined,
  onTimer(state, _name, ctx) {
    ctx.disk.append("log", state.next);
    if (state.next % 2 === 0) ctx.disk.sync(state.next);
    state.next++;
    ctx.setTimer("write", 10_000);
  },
  onRestart: (durable) => ({ next: 0, found: (durable.files["log"]?.chunks.flat() ?? []) as number[] }),
  describe: () => ({ rows: [] }),
};

describe("disk", () => {
  const after = (faults: readonly (readonly [number, Fault])[], sync = "1ms"): number[] => {
    const disk = { sync: distribution(sync) };
    const spec = specOf(writer, { count: 1, faults: planned(...faults), disk, untilUs: 200_000 });
    const cluster = Cluster.create(spec, "1", "off");
    cluster.run(Infinity);
    return (cluster.nodes[0]!.state as { found: number[] }).found;
  };
  const crash: Fault = { do: "crash", nodes: ["n1"], forUs: 5_000 };

  it("keeps what was synced and nothing else", () => {
    expect(after([[55_000, crash]])).toEqual([1, 2, 3, 4]);
    expect(after([[40_500, crash]])).toEqual([1, 2]);
  });

  it("stall: syncs complete only after it", () => {
    expect(
      after([
        [15_000, { do: "disk-stall", nodes: ["n1"], forUs: 60_000 }],
        [70_000, crash],
      ]),
    ).toEqual([]);
    expect(
      after([
        [15_000, { do: "disk-stall", nodes: ["n1"], forUs: 20_000 }],
        [70_000, crash],
      ]),
    ).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("lose: while it lies, what it acknowledged is gone after a crash", () => {
    expect(
      after([
        [35_000, { do: "disk-lose", nodes: ["n1"] }],
        [95_000, crash],
      ]),
    ).toEqual([1, 2]);
    expect(
      after([
        [35_000, { do: "disk-lose", nodes: ["n1"], forUs: 40_000 }],
        [95_000, crash],
      ]),
    ).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe("a run", () => {
  it("never handles an event before its cause, nor time backwards", () => {
    const cluster = Cluster.create(specOf(chatter), "3", "full");
    cluster.run(Infinity);
    const { trace } = cluster.kernel;
    for (let index = 1; index < trace.length; index++) {
      expect(trace.timeUs(index)).toBeGreaterThanOrEqual(trace.timeUs(index - 1));
      if (trace.cause(index) !== 0xffffffff) expect(trace.cause(index)).toBeLessThan(index);
    }
    expect(trace.length).toBeGreaterThan(1000);
    expect(isDrop(EventKind.dropLoss)).toBe(true);
  });

  it("refuses a message that its program did not declare", () => {
    const liar = { ...beat, messages: {} };
    const cluster = Cluster.create(specOf(liar), "1", "off");
    expect(() => cluster.run(Infinity)).toThrow("program beat sends Beat without declaring it");
  });
});

describe("overlapping faults", () => {
  const slowness = (cluster: Cluster): [number, number] => [
    cluster.nodes[1]!.costUs,
    cluster.nodes[1]!.costFactor,
  ];
  const slow = (costUs: number, forUs: number): Fault => ({
    do: "slow-node",
    nodes: ["n2"],
    costUs,
    factor: 2,
    forUs,
  });

  it("each ends by itself, and nothing is left when all have ended", () => {
    const both = [[10_000, slow(100, 40_000)] as const, [20_000, slow(300, 10_000)] as const];
    expect(slowness(runWith(both, 25_000))).toEqual([400, 4]);
    expect(slowness(runWith(both, 35_000))).toEqual([100, 2]);
    expect(slowness(runWith(both))).toEqual([0, 1]);
    const drift = (ppm: number, forUs: number): Fault => ({ do: "clock-drift", nodes: ["n2"], ppm, forUs });
    const drifts = [[10_000, drift(1000, 40_000)] as const, [20_000, drift(5000, 60_000)] as const];
    expect(runWith(drifts, 30_000).nodes[1]!.clock.driftPpm).toBe(5000);
    expect(runWith(drifts, 60_000).nodes[1]!.clock.driftPpm).toBe(5000);
    expect(runWith(drifts).nodes[1]!.clock.driftPpm).toBe(0);
  });

  it("a node is down, or paused, until the last that holds it so has ended", () => {
    for (const what of ["crash", "pause"] as const) {
      const long: Fault = { do: what, nodes: ["n2"], forUs: 50_000 };
      const short: Fault = { do: what, nodes: ["n2"], forUs: 10_000 };
      const held = what === "crash" ? "down" : "paused";
      const faults = [[10_000, long] as const, [20_000, short] as const];
      expect(runWith(faults, 40_000).nodes[1]!.status).toBe(held);
      expect(runWith(faults, 65_000).nodes[1]!.status).toBe("up");
    }
  });

  it("a restart by hand ends them all", () => {
    const cluster = runWith([
      [10_000, { do: "crash", nodes: ["n2"], forUs: 80_000 }],
      [20_000, { do: "crash", nodes: ["n2"] }],
      [30_000, { do: "restart", nodes: ["n2"] }],
    ]);
    expect(cluster.nodes[1]!.status).toBe("up");
    expect(cluster.nodes[1]!.holds).toEqual([]);
  });

  it("heal all ends what degrades a node too", () => {
    const cluster = runWith([
      [10_000, { do: "slow-node", nodes: ["n2"], costUs: 100, factor: 1 }],
      [10_000, { do: "disk-lose", nodes: ["n2"] }],
      [20_000, { do: "heal", what: "all" }],
    ]);
    expect(slowness(cluster)).toEqual([0, 1]);
    expect(cluster.nodes[1]!.disk.lying).toBe(false);
  });
});

describe("a message's fate", () => {
  it("is decided when it reaches its node, not when a paused node looks at it", () => {
    const pause: Fault = { do: "pause", nodes: ["n2"], forUs: 60_000 };
    const lost = runWith([
      [5_000, pause],
      [15_000, { do: "cut", from: ["n1"], to: ["n2"], forUs: 30_000 }],
    ]);
    expect(heard(lost, 1)).toEqual([1, 5, 6, 7, 8, 9]);
    const { trace } = lost.kernel;
    const drops = Array.from({ length: trace.length }, (_, index) => index).filter((index) =>
      isDrop(trace.kind(index)),
    );
    expect(drops.map((index) => trace.timeUs(index))).toEqual([21_000, 31_000, 41_000]);
    const kept = runWith([
      [5_000, pause],
      [35_000, { do: "cut", from: ["n1"], to: ["n2"] }],
    ]);
    expect(heard(kept, 1)).toEqual([1, 2, 3]);
  });

  it("a duplicate keeps the order of its link and pays for the wire", () => {
    const network = {
      defaults: link({ latency: distribution("1ms"), fifo: true, bandwidth: 0.02, duplicate: 1 }),
      overrides: [],
    };
    const { heard: all } = runWith([], 100_000, network).nodes[1]!.state as BeatState;
    const counts = all.map(([, count]) => count);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(all[0]![2]).toBe(16_000);
    expect(all[1]![2]).toBe(16_000);
  });

  it("a timer of a fast clock still takes time", () => {
    const spinner: Program<{ fired: number }, never> = {
      name: "spinner",
      messages: {},
      timers: ["again"],
      init(_options, ctx) {
        ctx.setTimer("again", 1);
        return { fired: 0 };
      },
      onMessage: () => undefined,
      onTimer(state, _name, ctx) {
        state.fired++;
        ctx.setTimer("again", 1);
      },
      onRestart: () => ({ fired: 0 }),
      describe: () => ({ rows: [] }),
    };
    const spec = specOf(spinner, { count: 1, untilUs: 1_000 });
    const fast = { ...spec, nodes: [{ ...spec.nodes[0]!, driftPpm: 9_000_000 }] };
    const cluster = Cluster.create(fast, "1", "off");
    cluster.run(Infinity);
    expect((cluster.nodes[0]!.state as { fired: number }).fired).toBe(1_000);
  });
});
