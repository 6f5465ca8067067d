import { describe, expect, it } from "vitest";
import { valueAt } from "../../../src/base/index.ts";
import { Cluster } from "../../../src/cluster/index.ts";
import type { MultiLeaderState } from "../../../src/protocols/multi-leader/state.ts";
import {
  contentsOf,
  MS,
  notesOf,
  operationsOf,
  runStore,
  SECOND,
  stateOf,
  storeSpec,
} from "../store-cluster.ts";

const at = { c1: { target: "n1" }, c2: { target: "n2" } };
const both = ["state", "operation"] as const;

function held(options: object, workload: object, more: object = {}): unknown[] {
  const setup = { options, workload: { clients: 2, overrides: at, ...workload }, sync: "1ms", ...more };
  return Array.from(contentsOf(runStore("multi-leader", setup)).values());
}

describe.each(both)("replication by %s", (replication) => {
  it("answers at once at every replica, also when it is cut off", () => {
    const cluster = runStore("multi-leader", {
      options: { replication },
      latency: "5ms",
      sync: "1ms",
      faults: [
        [
          0,
          {
            do: "partition",
            groups: [
              ["n1", "c1"],
              ["n2", "n3", "c2"],
            ],
          },
        ],
      ],
      workload: {
        clients: 2,
        overrides: at,
        script: [
          { at: "100ms", client: "c1", write: ["x", 1] },
          { at: "100ms", client: "c2", write: ["x", 2] },
        ],
      },
    });
    const operations = operationsOf(cluster);
    expect(operations.map(({ type }) => type)).toEqual(["ok", "ok"]);
    for (const { invokeUs, completeUs } of operations) expect(completeUs! - invokeUs!).toBe(11 * MS);
    expect(Array.from(contentsOf(cluster).values())).toEqual([{ x: 1 }, { x: 2 }, { x: 2 }]);
  });

  it("brings updates of a replica that is down by way of the others", () => {
    const script = [{ at: "500ms", client: "c1", add: ["x", 1] }];
    const faults = [
      [100 * MS, { do: "cut", from: ["n1"], to: ["n3"] }],
      [800 * MS, { do: "crash", nodes: ["n1"] }],
    ];
    const workload = { kind: "counter", script };
    expect(held({ data: "g-counter", replication }, workload, { faults })).toEqual([{ x: 1 }, { x: 1 }]);
  });

  it("has after a crash what it had acknowledged, and goes on counting from there", () => {
    const script = [
      { at: "100ms", client: "c1", add: ["x", 1] },
      { at: "1s", client: "c1", add: ["x", 2] },
    ];
    const faults = [
      [50 * MS, { do: "cut", from: ["n1"], to: ["n2", "n3"], forUs: 1_200 * MS }],
      [300 * MS, { do: "crash", nodes: ["n1"], forUs: 100 * MS }],
    ];
    const options = { data: "pn-counter", replication };
    expect(held(options, { kind: "counter", script }, { faults })).toEqual([{ x: 3 }, { x: 3 }, { x: 3 }]);
  });

  it("counts a request that is repeated at its replica once, also after a crash", () => {
    const script = [{ at: "100ms", client: "c1", add: ["x", 1] }];
    const lost = [[100 * MS, { do: "cut", from: ["n1"], to: ["c1"], forUs: 900 * MS }]];
    const crash = [[500 * MS, { do: "crash", nodes: ["n1"], forUs: 100 * MS }]];
    const workload = { kind: "counter", script, timeout: "200ms", deadline: "2s" };
    const options = { data: "g-counter", replication };
    for (const faults of [lost, [...lost, ...crash]]) {
      expect(held(options, workload, { faults })).toEqual([{ x: 1 }, { x: 1 }, { x: 1 }]);
    }
  });

  it("does not let an update leave before it is on the disk", () => {
    const script = [
      { at: "100ms", client: "c1", add: ["x", 1] },
      { at: "1s", client: "c1", add: ["x", 2] },
    ];
    const faults = [[150 * MS, { do: "crash", nodes: ["n1"], forUs: 100 * MS }]];
    const setup = { retry: false, deadline: "200ms", script, kind: "counter" };
    const options = { data: "g-counter", replication };
    expect(held(options, setup, { faults, sync: "80ms" })).toEqual([{ x: 2 }, { x: 2 }, { x: 2 }]);
  });
});

describe("operations", () => {
  it("are delivered after all that their origin had delivered (Birman, Schiper & Stephenson 1991)", () => {
    const script = [
      { at: "100ms", client: "c1", add: ["x", 1] },
      { at: "200ms", client: "c2", remove: ["x", 1] },
    ];
    const setup = {
      options: { data: "or-set", interval: "2s" },
      workload: { kind: "set", clients: 2, overrides: at, script },
      faults: [[0, { do: "slow", from: ["n1"], to: ["n3"], factor: 1, addUs: 500 * MS }]],
    } as const;
    const cluster = Cluster.create(storeSpec("multi-leader", setup), "1", "off");
    cluster.run(400 * MS);
    const waiting = stateOf<MultiLeaderState>(cluster, "n3").byOperation.waiting;
    expect(waiting).toMatchObject([{ origin: 1, count: 1, after: [1] }]);
    expect(contentsOf(cluster).get("n3")).toEqual({});
    cluster.run(Infinity);
    expect(contentsOf(cluster).get("n3")).toEqual({ x: [] });
  });

  it("come again by anti-entropy when all copies were lost", () => {
    const script = [{ at: "100ms", client: "c1", write: ["x", 1] }];
    const faults = [[50 * MS, { do: "lossy", from: ["n1"], to: ["all"], probability: 1, forUs: 200 * MS }]];
    expect(held({}, { script, overrides: { c1: { target: "n1", timeout: "100ms" } } }, { faults })).toEqual([
      { x: 1 },
      { x: 1 },
      { x: 1 },
    ]);
  });

  it("of a request that was repeated elsewhere count once where the first had come to by then", () => {
    const script = [{ at: "100ms", client: "c1", add: ["x", 1] }];
    const faults = [[100 * MS, { do: "cut", from: ["n1"], to: ["c1"] }]];
    const overrides = { c1: { target: "sticky", timeout: "200ms" } };
    const workload = { kind: "counter", clients: 1, overrides, script };
    expect(held({ data: "g-counter" }, workload, { faults })).toEqual([{ x: 1 }, { x: 1 }, { x: 1 }]);
  });
});

describe("contents", () => {
  it("are sent until they are acknowledged, and not again after that", () => {
    const script = [{ at: "100ms", client: "c1", write: ["x", 1] }];
    const setup = {
      options: { replication: "state" },
      workload: { clients: 1, overrides: { c1: { target: "n1" } }, script },
    };
    const cluster = Cluster.create(storeSpec("multi-leader", setup), "1", "off");
    cluster.run(1 * SECOND);
    for (const name of ["n1", "n2", "n3"]) {
      const { version, acknowledged } = stateOf<MultiLeaderState>(cluster, name).byState;
      expect(version).toBe(1);
      expect(acknowledged.filter((one) => one === version)).toHaveLength(2);
    }
    const before = cluster.arrivals.slice();
    cluster.run(Infinity);
    expect(cluster.arrivals).toEqual(before);
  });
});

describe("contents after a crash", () => {
  const restart = [[500 * MS, { do: "crash", nodes: ["n1"], forUs: 100 * MS }]] as const;

  it("have versions that go on from those that peers may have acknowledged", () => {
    const writes = ["x", "y", "z"].map((key, index) => ({
      at: `${index + 1}00ms`,
      client: "c1",
      write: [key, 1],
    }));
    const setup = {
      options: { replication: "state" },
      workload: { clients: 1, overrides: { c1: { target: "n1" } }, script: writes },
      faults: restart,
    };
    const cluster = Cluster.create(storeSpec("multi-leader", setup), "1", "off");
    cluster.run(1 * SECOND);
    expect(stateOf<MultiLeaderState>(cluster, "n1").byState.version).toBe(3);
    const before = cluster.arrivals.slice();
    cluster.run(Infinity);
    expect(cluster.arrivals).toEqual(before);
  });

  it("get additions with tags that were not used before", () => {
    const script = [
      { at: "100ms", client: "c1", add: ["x", 1] },
      { at: "1s", client: "c1", add: ["x", 2] },
    ];
    const options = { data: "or-set", replication: "state" };
    const all = { x: [1, 2] };
    expect(held(options, { kind: "set", script }, { faults: restart })).toEqual([all, all, all]);
  });
});

describe("stamps", () => {
  const skewed = [[50 * MS, { do: "clock-step", nodes: ["n1"], byUs: 1 * SECOND }]];
  const script = [
    { at: "100ms", client: "c1", write: ["x", 1] },
    { at: "500ms", client: "c2", write: ["x", 2] },
  ];

  it("of a physical clock lose a later write to an earlier one of a fast clock, and a note says so", () => {
    const setup = { workload: { clients: 2, overrides: at, script }, faults: skewed as never };
    const cluster = runStore("multi-leader", { options: { clock: "physical" }, ...setup });
    expect(contentsOf(cluster).get("n2")).toEqual({ x: 1 });
    expect(notesOf(cluster, "conflict").map(({ text }) => text)).toEqual([
      "drops write x 2, older than what is there",
    ]);
  });

  it.each(["lamport", "hybrid"])("of a %s clock do not, once word of the earlier one has come", (clock) => {
    const workload = { script };
    for (const replication of both)
      expect(held({ clock, replication }, workload, { faults: skewed })).toEqual([
        { x: 2 },
        { x: 2 },
        { x: 2 },
      ]);
  });

  it.each(["lamport", "hybrid"])("of a %s clock go on after a crash where they were", (clock) => {
    const writes = [...script, { at: "1s", client: "c1", write: ["x", 3] }];
    const faults = [...skewed, [600 * MS, { do: "crash", nodes: ["n1"], forUs: 100 * MS }]];
    for (const replication of both)
      expect(held({ clock, replication }, { script: writes }, { faults })).toEqual([
        { x: 3 },
        { x: 3 },
        { x: 3 },
      ]);
  });
});

it("keeps a log of every update, by origin", () => {
  const script = [
    { at: "100ms", client: "c2", write: ["x", 1] },
    { at: "200ms", client: "c2", write: ["x", 2] },
  ];
  const cluster = runStore("multi-leader", { workload: { clients: 2, overrides: at, script } });
  const { logs } = stateOf<MultiLeaderState>(cluster, "n3").byOperation;
  expect(logs.map(({ length }) => length)).toEqual([0, 2]);
  expect(valueAt(logs[1]!, 1)).toMatchObject({ origin: 1, count: 2, key: "x", answer: 2 });
});
