import { describe, expect, it } from "vitest";
import type { Cluster } from "../../../src/cluster/index.ts";
import {
  contentsOf,
  MS,
  notesOf,
  operationsOf,
  runStore,
  SECOND,
  type StoreSetup,
} from "../store-cluster.ts";
import { homes, judge, seen, verdictOf, workload } from "./judge.ts";

/** n1's writes reach n3 only 300 ms later, n2's at once: the reply overtakes the question. */
const overtaken: StoreSetup = {
  latency: "5ms",
  sync: "1ms",
  faults: [[0, { do: "slow", from: ["n1"], to: ["n3"], factor: 1, addUs: 300 * MS }]],
  options: { interval: "2s" },
  workload: {
    clients: 3,
    overrides: { c1: { target: "n1" }, c2: { target: "n2" }, c3: { target: "n3" } },
    script: [
      { at: "100ms", client: "c1", write: ["x", "question"] },
      { at: "150ms", client: "c2", read: "x" },
      { at: "200ms", client: "c2", write: ["y", "reply"] },
      { at: "250ms", client: "c3", read: "y" },
      { at: "270ms", client: "c3", read: "x" },
      { at: "600ms", client: "c3", read: "y" },
      { at: "620ms", client: "c3", read: "x" },
    ],
  },
};

describe("dependencies", () => {
  it("keep a write out of sight until what its author had seen is visible (Ladin et al.: ready updates)", () => {
    const run = runStore("causal", overtaken);
    expect(seen(run)).toEqual(["question", null, null, "reply", "question"]);
    expect(notesOf(run, "held").map(({ node, text }) => [run.nameOf(node), text])).toEqual([
      ["n3", 'holds y "reply" back: write 1 of n1 is missing'],
    ]);
    expect(run.violations).toEqual([]);
    expect(judge(run)).toBeUndefined();
  });

  it("are told in the inspector: what is held back, and what it waits for", () => {
    const script = [
      { at: "100ms", client: "c1", write: ["x", "question"] },
      { at: "150ms", client: "c2", read: "x" },
      { at: "200ms", client: "c2", write: ["y", "reply"] },
    ];
    const run = runStore("causal", {
      ...overtaken,
      untilUs: 300 * MS,
      workload: { ...overtaken.workload, script },
    });
    const n3 = run.nodes[2]!;
    const { rows } = n3.program.describe(n3.state, (id) => run.nameOf(id));
    expect(rows).toContainEqual(["visible", "nothing"]);
    expect(rows).toContainEqual(["received", "n2 1"]);
    expect(rows).toContainEqual(['held y "reply"', "waits for write 1 of n1"]);
  });

  it("are what does it: without them the reply is seen before the question", () => {
    const run = runStore("causal", { ...overtaken, options: { interval: "2s", dependencies: false } });
    expect(seen(run)).toEqual(["question", "reply", null, "reply", "question"]);
    expect(run.violations.map(({ invariant }) => invariant)).toEqual(["causal/causal-order"]);
    expect(judge(run)).toBe("WriteCOInitRead");
  });
});

describe("conflicts", () => {
  it("end alike everywhere: the greater Lamport stamp wins, whatever arrives last (COPS §3)", () => {
    const run = runStore("causal", {
      latency: "5ms",
      workload: {
        clients: 2,
        overrides: { c1: { target: "n1" }, c2: { target: "n2" } },
        script: [
          { at: "108ms", client: "c1", write: ["z", 0] },
          { at: "110ms", client: "c1", write: ["x", 1] },
          { at: "110ms", client: "c2", write: ["x", 2] },
        ],
      },
    });
    for (const held of contentsOf(run).values()) expect(held).toEqual({ z: 0, x: 1 });
  });

  const lastToArrive = { options: { conflicts: "arrival" }, link: { loss: 0.1, duplicate: 0.2 } };

  it("may end differently where the last to arrive wins", () => {
    const script = [
      { at: "100ms", client: "c1", write: ["x", 1] },
      { at: "100ms", client: "c2", write: ["x", 2] },
      { at: "300ms", client: "c1", read: "x" },
      { at: "300ms", client: "c2", read: "x" },
    ];
    const run = runStore("causal", {
      ...lastToArrive,
      workload: { clients: 2, overrides: { c1: homes.c1, c2: homes.c2 }, script },
    });
    expect(seen(run)).toEqual([2, 1]);
    expect(judge(run)).toBe("CyclicCF");
    expect(verdictOf(run, "causal-memory")).toBe("valid");
  });

  it("leave it a causal memory then, for clients that stay; those that move may meet both orders", () => {
    const until = "1s";
    const staying = { ...workload, until, overrides: homes };
    const moving = { ...workload, until, target: "random", session: "token" };
    for (const seed of [1, 2, 3, 4, 5]) {
      const runOf = (load: object): Cluster =>
        runStore("causal", { ...lastToArrive, untilUs: 3 * SECOND, workload: { ...load } }, seed);
      expect(verdictOf(runOf(staying), "causal-memory"), `seed ${seed}`).toBe("valid");
      expect(verdictOf(runOf(moving), "causal"), `seed ${seed}`).toBe("valid");
    }
  });

  it.each(["lww", "arrival"])(
    "are not made by a retry: a copy taken elsewhere changes nothing (%s)",
    (conflicts) => {
      const run = runStore("causal", {
        latency: "5ms",
        sync: "1ms",
        options: { conflicts },
        faults: [[150 * MS, { do: "cut", from: ["n1"], to: ["c1"] }]],
        workload: {
          clients: 3,
          target: "sticky",
          session: "token",
          timeout: "150ms",
          script: [
            { at: "100ms", client: "c1", read: "x" },
            { at: "160ms", client: "c1", write: ["x", 1] },
            { at: "200ms", client: "c3", read: "x" },
            { at: "220ms", client: "c3", write: ["x", 2] },
            { at: "400ms", client: "c3", read: "x" },
          ],
        },
      });
      expect(operationsOf(run).map(({ type }) => type)).toEqual(["ok", "ok", "ok", "ok", "ok"]);
      expect(seen(run)).toEqual([null, 1, 2]);
      for (const held of contentsOf(run).values()) expect(held).toEqual({ x: 2 });
    },
  );

  it("are none between two writes of a client without a token that moves: both arrive", () => {
    const run = runStore("causal", {
      latency: "5ms",
      options: { conflicts: "arrival", interval: "1s" },
      faults: [
        [0, { do: "slow", from: ["n1"], to: ["n2", "n3"], factor: 1, addUs: 500 * MS }],
        [150 * MS, { do: "cut", from: ["c1"], to: ["n1"] }],
      ],
      workload: {
        clients: 1,
        target: "sticky",
        timeout: "150ms",
        script: [
          { at: "100ms", client: "c1", write: ["x", 1] },
          { at: "160ms", client: "c1", write: ["y", 2] },
        ],
      },
    });
    for (const held of contentsOf(run).values()) expect(held).toEqual({ x: 1, y: 2 });
  });

  it("are not decided by comparing: a cas is refused, for good", () => {
    const script = [{ at: "100ms", client: "c1", cas: ["x", null, 1] }];
    const run = runStore("causal", { workload: { clients: 1, script } });
    expect(operationsOf(run)).toMatchObject([{ type: "fail", error: "unsupported" }]);
  });
});

describe("a crash", () => {
  const n1 = { clients: 2, target: "n1", timeout: "150ms" };

  it("takes nothing back that was read: what is not durable is not shown", () => {
    const run = runStore("causal", {
      latency: "5ms",
      sync: "50ms",
      faults: [[165 * MS, { do: "crash", nodes: ["n1"], forUs: 20 * MS }]],
      workload: {
        ...n1,
        script: [
          { at: "80ms", client: "c1", write: ["y", 1] },
          { at: "100ms", client: "c1", write: ["x", 1] }, // goes with the second sync, 135 ms to 185 ms
          { at: "150ms", client: "c2", read: "x" },
          { at: "190ms", client: "c2", read: "x" },
        ],
      },
    });
    expect(seen(run)).toEqual([null, null]);
    expect(operationsOf(run).map(({ type }) => type)).toEqual(["ok", "ok", "ok", "ok"]);
  });

  it("lets no request be carried out twice: the replica finds on its disk what it took", () => {
    const run = runStore("causal", {
      latency: "5ms",
      sync: "1ms",
      faults: [
        [0, { do: "cut", from: ["n1"], to: ["c1"], forUs: 200 * MS }],
        [150 * MS, { do: "crash", nodes: ["n1"], forUs: 20 * MS }],
      ],
      workload: {
        ...n1,
        script: [
          { at: "100ms", client: "c1", write: ["x", 1] },
          { at: "180ms", client: "c2", write: ["x", 2] },
          { at: "300ms", client: "c2", read: "x" },
        ],
      },
    });
    expect(operationsOf(run).map(({ type }) => type)).toEqual(["ok", "ok", "ok"]);
    expect(seen(run)).toEqual([2]);
  });
});

describe("the invariants", () => {
  it("find a number that was given twice, after a disk that kept nothing", () => {
    const run = runStore("causal", {
      latency: "5ms",
      sync: "1ms",
      options: { interval: "1s" },
      faults: [
        [50 * MS, { do: "disk-lose", nodes: ["n1"], forUs: 300 * MS }],
        [150 * MS, { do: "crash", nodes: ["n1"], forUs: 20 * MS }],
      ],
      workload: {
        clients: 2,
        target: "n1",
        script: [
          { at: "100ms", client: "c1", write: ["x", 1] },
          { at: "200ms", client: "c2", write: ["x", 2] },
        ],
      },
    });
    expect(run.violations.map(({ invariant }) => invariant)).toEqual(["causal/same-write"]);
  });
});

describe("a session's token", () => {
  const moving = (session: string, patience = "100ms"): StoreSetup => ({
    latency: "5ms",
    options: { patience, interval: "50ms" },
    faults: [[0, { do: "slow", from: ["n1"], to: ["n2"], factor: 1, addUs: 80 * MS }]],
    workload: {
      clients: 1,
      target: "n1",
      reads: "n2",
      session,
      script: [
        { at: "100ms", client: "c1", write: ["x", 1] },
        { at: "130ms", client: "c1", read: "x" },
      ],
    },
  });

  it("makes a replica wait until it has what the session has seen (Ladin et al.: prev)", () => {
    const run = runStore("causal", moving("token"));
    expect(seen(run)).toEqual([1]);
    expect(notesOf(run, "session-waits").map(({ text }) => text)).toEqual([
      "lets c1 wait: it has seen write 1 of n1",
    ]);
  });

  it("is what does it: without it a client does not read its own write elsewhere", () => {
    expect(seen(runStore("causal", moving("none")))).toEqual([null]);
  });

  it("is handed out before a session's first write, which is then the same one wherever it is sent", () => {
    const run = runStore("causal", {
      latency: "5ms",
      sync: "0",
      workload: { clients: 1, session: "token", script: [{ at: "100ms", client: "c1", write: ["x", 1] }] },
    });
    const [write] = operationsOf(run);
    expect(write!.completeUs! - write!.invokeUs!).toBe(20 * MS);
  });

  it("sends the client on to where its write was made, when that lasts too long", () => {
    const run = runStore("causal", moving("token", "20ms"));
    expect(seen(run)).toEqual([1]);
    const { invokeUs, completeUs } = operationsOf(run)[1]!;
    expect(completeUs! - invokeUs!).toBeLessThan(60 * MS);
  });
});
