import { describe, expect, it } from "vitest";
import type { LinkSpec, PlannedFault } from "../../src/cluster/index.ts";
import { compile, createRun } from "../../src/scenario/index.ts";
import { NEMESIS_KINDS } from "../../src/scenario/fault-schema.ts";
import { open } from "./open.ts";

const HEAD = "lightcone: 1\ntitle: T\nrun: { until: 10s }\n";

/** The latency of a directed link, µs, after all overrides. */
function latencyUs(text: string, from: string, to: string): number | undefined {
  const { nodes, network } = compile(open(HEAD + text));
  const idOf = (name: string): number => nodes.findIndex((node) => node.name === name);
  const overrides = network.overrides.filter(
    (one) => one.from.includes(idOf(from)) && one.to.includes(idOf(to)),
  );
  const link: LinkSpec = Object.assign({}, network.defaults, ...overrides.map((one) => one.link));
  return link.latency.kind === "constant" ? link.latency.us : undefined;
}

describe("a cluster", () => {
  it("has replicas first, then clients, each with its options, clock and processor", () => {
    const spec = compile(
      open(`${HEAD}cluster:
  program: raft
  nodes: [a, b]
  options: { heartbeat: 40ms }
  nodeOptions: { b: { electionTimeout: 1s..2s } }
  clocks: { b: { offset: -5ms, drift: 100ppm }, c1: { offset: 1s } }
  cpu: { a: 10us }
  disk: { sync: 3ms }
workload: { clients: 2, think: 1s, target: b, overrides: { c2: { target: sticky } } }
`),
    );
    expect(spec.nodes.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      "a replica",
      "b replica",
      "c1 client",
      "c2 client",
    ]);
    expect(spec.nodes[0]).toMatchObject({
      costUs: 10,
      options: { heartbeatUs: 40_000, electionTimeoutUs: [150_000, 300_000] },
    });
    expect(spec.nodes[1]).toMatchObject({
      clockOffsetUs: -5_000,
      driftPpm: 100,
      options: { heartbeatUs: 40_000, electionTimeoutUs: [1_000_000, 2_000_000] },
    });
    expect(spec.nodes[2]).toMatchObject({ clockOffsetUs: 1_000_000, options: { target: 1 } });
    expect(spec.nodes[3]).toMatchObject({ options: { target: "sticky" } });
    expect(spec.disk.sync).toEqual({ kind: "constant", us: 3_000 });
  });

  it("watches the invariants that its checks name", () => {
    const spec = compile(
      open(`${HEAD}cluster: { program: raft }\nchecks: [linearizable, raft/log-matching]\n`),
    );
    expect(spec.invariants).toEqual(["raft/log-matching"]);
  });

  it.each([
    ["2", ["n4", "n5"]],
    ["[n2]", ["n2"]],
  ])("starts with %s down, before anything else of the plan", (down, nodes) => {
    const { faults } = compile(
      open(`${HEAD}cluster: { program: raft, nodes: 5, down: ${down} }\nfaults: [{ at: 0, pause: n1 }]\n`),
    );
    expect(faults[0]).toEqual({ atUs: 0, fault: { do: "crash", nodes } });
  });
});

describe("links", () => {
  const text = `cluster: { program: raft, nodes: 5 }
workload: { clients: 2, think: 1s }
network:
  latency: 1ms
  clients: { latency: 2ms }
  regions: { eu: [n1, n2, c1], us: [n3, n4, c2] }
  links:
    - { between: [eu, us], latency: 40ms }
    - { within: eu, latency: 5ms }
    - { from: n1, to: [n2, n5], latency: 7ms }
    - { from: replicas, to: n4, latency: 9ms }
`;
  it.each([
    ["n2", "n5", 1_000],
    ["n5", "c1", 2_000],
    ["c1", "n5", 2_000],
    ["n1", "n3", 40_000],
    ["n3", "n1", 40_000],
    ["c2", "n1", 40_000],
    ["n2", "n1", 5_000],
    ["c1", "n2", 5_000],
    ["n1", "n2", 7_000],
    ["n1", "n5", 7_000],
    ["n5", "n1", 1_000],
    ["n1", "n4", 9_000],
  ])("%s to %s: the last entry that names them wins", (from, to, us) => {
    expect(latencyUs(text, from, to)).toBe(us);
  });
});

describe("a fault plan", () => {
  const CLUSTER = "cluster: { program: raft, nodes: 3 }\n";
  const planOf = (text: string, seed: string): readonly PlannedFault[] =>
    compile(open(HEAD + CLUSTER + text), seed).faults;

  it("draws a time once from the seed; what comes later in the plan does not change it", () => {
    const one = planOf('faults: [{ at: "uniform(1s, 2s)", crash: n1 }]\n', "7");
    const two = planOf(
      'faults: [{ at: "uniform(1s, 2s)", crash: n1 }, { at: exponential(1s), pause: n2 }]\n',
      "7",
    );
    expect(one[0]!.atUs).toBe(two[0]!.atUs);
    expect(one[0]!.atUs).toBeGreaterThanOrEqual(1_000_000);
    expect(one[0]!.atUs).toBeLessThan(2_000_000);
    expect(planOf('faults: [{ at: "uniform(1s, 2s)", crash: n1 }]\n', "8")[0]!.atUs).not.toBe(one[0]!.atUs);
  });

  it("repeats what is to be repeated", () => {
    const times = planOf(
      "faults: [{ at: 1s, every: 3s, crash: n1 }, { at: 1s, every: 1s, until: 3s, cut: [n1, n2], for: 500ms }]\n",
      "1",
    ).map(({ atUs }) => atUs / 1e6);
    expect(times).toEqual([1, 4, 7, 1, 2]);
  });

  it("reads every form", () => {
    const faults = planOf(
      `faults:
  - { at: 1s, crash: [n1, leader], for: 1s }
  - { at: 1s, restart: n1 }
  - { at: 1s, pause: random }
  - { at: 1s, resume: all }
  - { at: 1s, isolate: follower }
  - { at: 1s, partition: [[n1], [rest]] }
  - { at: 1s, partition: bridge }
  - { at: 1s, cut: { from: n1, to: [n2, n3] } }
  - { at: 1s, heal: links }
  - { at: 1s, slow: all, factor: 3, add: 5ms }
  - { at: 1s, lossy: [n1, n2], probability: 50% }
  - { at: 1s, duplicate: all, probability: 0.1 }
  - { at: 1s, reorder: all, probability: 0.1 }
  - { at: 1s, clock-step: n1, by: -5s }
  - { at: 1s, clock-drift: n1, by: 0.1% }
  - { at: 1s, disk-stall: n1, for: 1s }
  - { at: 1s, disk-lose: n1 }
  - { at: 1s, slow-node: n1, add: 1ms }
  - { at: 1s, ask: leader, to: transfer-leadership, about: n2 }
  - { at: 1s, operation: c1, do: { cas: [x, 7, nine] } }
  - { at: 1s, drop-message: [n1, n2], sent: 0.9s, type: AppendEntries, nth: 2 }
  - { at: 1s, delay-message: { from: n1, to: c1 }, sent: 999.999ms, by: 50ms }
workload: { think: 1s }
`,
      "1",
    ).map(({ fault }) => fault);
    expect(faults).toEqual([
      { do: "crash", nodes: ["n1", "leader"], forUs: 1_000_000 },
      { do: "restart", nodes: ["n1"] },
      { do: "pause", nodes: ["random"] },
      { do: "resume", nodes: ["all"] },
      { do: "isolate", nodes: ["follower"] },
      { do: "partition", groups: [["n1"], ["rest"]] },
      { do: "partition", groups: "bridge" },
      { do: "cut", from: ["n1"], to: ["n2", "n3"] },
      { do: "heal", what: "links" },
      { do: "slow", from: ["all"], to: ["all"], factor: 3, addUs: 5_000 },
      { do: "lossy", from: ["n1"], to: ["n2"], probability: 0.5 },
      { do: "duplicate", from: ["all"], to: ["all"], probability: 0.1 },
      { do: "reorder", from: ["all"], to: ["all"], probability: 0.1 },
      { do: "clock-step", nodes: ["n1"], byUs: -5_000_000 },
      { do: "clock-drift", nodes: ["n1"], ppm: 1_000 },
      { do: "disk-stall", nodes: ["n1"], forUs: 1_000_000 },
      { do: "disk-lose", nodes: ["n1"] },
      { do: "slow-node", nodes: ["n1"], costUs: 1_000, factor: 1 },
      { do: "ask", nodes: ["leader"], request: "transfer-leadership", about: ["n2"] },
      { do: "operation", nodes: ["c1"], f: "cas", key: "x", value: [7, "nine"] },
      { do: "drop-message", from: ["n1"], to: ["n2"], sentUs: 900_000, type: "AppendEntries", nth: 2 },
      { do: "delay-message", from: ["n1"], to: ["c1"], sentUs: 999_999, byUs: 50_000 },
    ]);
  });
});

describe("a nemesis", () => {
  const planOf = (settings: string, seed: string): readonly PlannedFault[] =>
    compile(open(`${HEAD}cluster: { program: raft, nodes: 5 }\nnemesis: ${settings}\n`), seed).drawnFaults!;

  it("follows from the seed", () => {
    expect(planOf("{}", "1")).toEqual(planOf("{}", "1"));
    expect(planOf("{}", "1")).not.toEqual(planOf("{}", "2"));
  });

  it("strikes between its beginning and its end, lets go by then, and leaves a quiet tail", () => {
    for (const seed of ["1", "2", "3", "4", "5"]) {
      const plan = planOf("{ from: 2s, quiet: 3s, every: exponential(200ms), for: exponential(2s) }", seed);
      const tail = plan.slice(-3);
      expect(tail.map(({ atUs, fault }) => [atUs, fault.do])).toEqual([
        [7_000_000, "heal"],
        [7_000_000, "resume"],
        [7_000_000, "restart"],
      ]);
      const strikes = plan.slice(0, -3);
      expect(strikes.length).toBeGreaterThan(8);
      for (const { atUs, fault } of strikes) {
        expect(atUs).toBeGreaterThan(2_000_000);
        expect(atUs + ("forUs" in fault ? (fault.forUs ?? 0) : 0)).toBeLessThanOrEqual(7_000_000);
      }
    }
  });

  it.each(NEMESIS_KINDS)("knows %s, on nodes that there are", (kind) => {
    const plan = planOf(`{ kinds: [${kind}], every: 100ms, until: 5s }`, "3").slice(0, -3);
    expect(plan).toHaveLength(49);
    const run = open(
      `${HEAD}cluster: { program: raft, nodes: 5 }\nnemesis: { kinds: [${kind}], every: 100ms, until: 5s }\n`,
    );
    expect(compile(run, "3").drawnFaults!.slice(0, -3)).toEqual(plan);
    const words = plan.flatMap(({ fault }) => ("nodes" in fault ? fault.nodes : []));
    expect(words.every((word) => ["n1", "n2", "n3", "n4", "n5", "leader", "all"].includes(word))).toBe(true);
  });

  it("cuts links between two different nodes, each as likely to be any", () => {
    const cuts = planOf("{ kinds: [cut], every: 5ms, until: 9s }", "4").flatMap(({ fault }) =>
      fault.do === "cut" ? [`${fault.from[0]} ${fault.to[0]}`] : [],
    );
    expect(new Set(cuts).size).toBe(20);
    expect(cuts.filter((cut) => cut.slice(0, 2) === cut.slice(3))).toEqual([]);
  });

  it("leaves nobody slow, down, stalled or adrift in the quiet tail, however its faults overlapped", () => {
    const kinds = "[crash, pause, isolate, slow, slow-node, clock-drift, disk-stall]";
    const nemesis = `{ kinds: ${kinds}, every: exponential(50ms), for: exponential(3s), until: 5s }`;
    const run = createRun(open(`${HEAD}cluster: { program: raft, nodes: 3 }\nnemesis: ${nemesis}\n`));
    run.advance();
    expect(run.cluster.nowUs).toBeGreaterThan(9_000_000);
    for (const { name, status, costUs, costFactor, holds, clock } of run.cluster.nodes) {
      const state = { status, costUs, costFactor, holds, driftPpm: clock.driftPpm };
      expect(state, name).toEqual({ status: "up", costUs: 0, costFactor: 1, holds: [], driftPpm: 0 });
    }
  });

  it("draws halves that are never empty, and every replica on one side or the other", () => {
    for (const { fault } of planOf("{ kinds: [partition], every: 20ms, until: 9s }", "4").slice(0, -3)) {
      const groups = fault.do === "partition" && typeof fault.groups !== "string" ? fault.groups : [];
      expect(groups).toHaveLength(2);
      expect(groups.every((group) => group.length > 0)).toBe(true);
      expect(groups.flat().sort()).toEqual(["n1", "n2", "n3", "n4", "n5"]);
    }
  });
});
