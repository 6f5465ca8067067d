import { describe, expect, it } from "vitest";
import type { Cluster, Fault } from "../../../src/cluster/index.ts";
import type { ServerState } from "../../../src/protocols/chain/state.ts";
import {
  checkHistory,
  contentsOf,
  MS,
  notesOf,
  operationsOf,
  runStore,
  SECOND,
  stateOf,
  type StoreSetup,
} from "../store-cluster.ts";

/** n1 is the master; the chain is n2, n3, n4, n5. */
const exact: StoreSetup = { nodes: 5, latency: "5ms", sync: "2ms", untilUs: 2 * SECOND };
const client = { clients: 2, timeout: "200ms", deadline: "600ms" };

function chainOf(cluster: Cluster): string[] {
  const { configuration } = stateOf<ServerState>(cluster, "n1");
  return configuration.members.map((node) => cluster.nameOf(node));
}

function latencies(cluster: Cluster): (number | undefined)[] {
  return operationsOf(cluster).map(({ type, invokeUs, completeUs }) =>
    type === "ok" ? (completeUs! - invokeUs!) / MS : undefined,
  );
}

function crash(ms: number, node: string, forMs?: number): [number, Fault] {
  return [ms * MS, { do: "crash", nodes: [node], ...(forMs === undefined ? {} : { forUs: forMs * MS }) }];
}

function cut(ms: number, from: string, to: string): [number, Fault] {
  return [ms * MS, { do: "cut", from: [from], to: [to] }];
}

describe("§2: the protocol", () => {
  const asking = (write: string, read: string, nodes: number): (number | undefined)[] =>
    latencies(
      runStore("chain", {
        ...exact,
        nodes,
        workload: {
          ...client,
          target: write,
          reads: read,
          script: [
            { at: "300ms", client: "c1", write: ["x", 1] },
            { at: "500ms", client: "c1", read: "x" },
          ],
        },
      }),
    );

  it("a read is one question to the tail; a write passes every server's disk and every link", () => {
    expect(asking("n2", "n5", 5)).toEqual([5 + 4 * 2 + 3 * 5 + 5, 10]);
    expect(asking("n2", "n3", 3)).toEqual([5 + 2 * 2 + 5 + 5, 10]);
  });

  it("any node passes a request on to where it belongs, the master, too", () => {
    expect(asking("n4", "n3", 5)).toEqual([5 + 33, 15]);
    expect(asking("n1", "n1", 5)).toEqual([5 + 33, 15]);
  });

  it("reads, writes and cas are carried out in the head's order, the same at every server", () => {
    const cluster = runStore("chain", {
      ...exact,
      workload: {
        ...client,
        script: [
          { at: "300ms", client: "c1", write: ["x", 1] },
          { at: "500ms", client: "c1", cas: ["x", 2, 3] },
          { at: "600ms", client: "c1", cas: ["x", 1, 4] },
          { at: "700ms", client: "c2", read: "x" },
        ],
      },
    });
    expect(operationsOf(cluster).map(({ type }) => type)).toEqual(["ok", "fail", "ok", "ok"]);
    const copies = Array.from(contentsOf(cluster));
    expect(copies).toEqual(["n2", "n3", "n4", "n5"].map((name) => [name, { x: 4 }]));
  });
});

describe("§3: a server fails", () => {
  const workload = {
    ...client,
    overrides: { c1: { target: "n2", retry: false }, c2: { target: "n3" } },
    script: [
      { at: "300ms", client: "c1", write: ["x", 1] },
      { at: "1.5s", client: "c2", read: "x" },
    ],
  };
  const failing = (faults: StoreSetup["faults"], untilUs = 2 * SECOND): Cluster =>
    runStore("chain", { ...exact, untilUs, workload, faults: faults! });
  const endings = (cluster: Cluster): unknown[] =>
    operationsOf(cluster).map(({ type, output }) => (type === "ok" ? output : type));

  it("the head: its successor becomes head, and what was passed on is acknowledged", () => {
    const cluster = failing([crash(312, "n2")]);
    expect(chainOf(cluster)).toEqual(["n3", "n4", "n5"]);
    expect(endings(cluster)).toEqual([1, 1]);
  });

  it("the head: what it had passed on to nobody may be lost, and was acknowledged to nobody", () => {
    const cluster = failing([cut(300, "n2", "n3"), crash(320, "n2")]);
    expect(endings(cluster)).toEqual(["info", null]);
  });

  it("the tail: its predecessor becomes tail and answers what it had sent", () => {
    const cluster = runStore("chain", {
      ...exact,
      workload: { ...workload, timeout: "1s", deadline: "1s" },
      faults: [crash(320, "n5")],
    });
    expect(chainOf(cluster)).toEqual(["n2", "n3", "n4"]);
    expect(endings(cluster)).toEqual([1, 1]);
    const [write] = operationsOf(cluster);
    // Taken out 300 ms after its last heartbeat came; disk and messages take the rest.
    expect(write!.completeUs).toBeGreaterThan(600 * MS);
    expect(write!.completeUs).toBeLessThan(650 * MS);
  });

  it("in the middle: its predecessor sends its successor what that lacks", () => {
    const cluster = runStore("chain", {
      ...exact,
      workload: { ...workload, timeout: "1s", deadline: "1s" },
      faults: [crash(310, "n3")],
    });
    expect(chainOf(cluster)).toEqual(["n2", "n4", "n5"]);
    expect(endings(cluster)[0]).toBe(1);
    expect(contentsOf(cluster).get("n5")).toEqual({ x: 1 });
  });

  it("one after the other, until a single server is head and tail", () => {
    const cluster = failing([crash(400, "n2"), crash(500, "n4"), crash(600, "n5")]);
    expect(chainOf(cluster)).toEqual(["n3"]);
    expect(endings(cluster)).toEqual([1, 1]);
  });

  it("the last one that has everything is waited for, not taken out", () => {
    const cluster = failing([crash(400, "n2"), crash(500, "n4"), crash(600, "n5"), crash(700, "n3")]);
    expect(chainOf(cluster)).toEqual(["n3"]);
  });

  it("and comes back: it joins behind the tail, and answers when it has caught up", () => {
    const cluster = failing([crash(250, "n2", 600)]);
    expect(chainOf(cluster)).toEqual(["n3", "n4", "n5", "n2"]);
    expect(notesOf(cluster, "failover").map(({ text }) => text)).toEqual([
      "chain 2: n2 is taken out",
      "chain 3: n2 joins",
    ]);
  });

  it("so shortly that nobody noticed: it goes on in its place", () => {
    const cluster = failing([crash(400, "n3", 60)]);
    expect(chainOf(cluster)).toEqual(["n2", "n3", "n4", "n5"]);
    expect(endings(cluster)).toEqual([1, 1]);
  });
});

describe("a server that was only not heard", () => {
  const workload = {
    ...client,
    overrides: { c1: { target: "n2" }, c2: { target: "n5" } },
    script: [
      { at: "200ms", client: "c1", write: ["x", 1] },
      { at: "1.2s", client: "c1", write: ["x", 2] },
      { at: "1.4s", client: "c2", read: "x" },
      { at: "2.8s", client: "c2", read: "x" },
    ],
  };
  const isolate: [number, Fault] = [500 * MS, { do: "isolate", nodes: ["n5"], forUs: 1_700 * MS }];

  it("does not answer once its lease has ended, and is the tail again when it has caught up", () => {
    const cluster = runStore("chain", { ...exact, untilUs: 3 * SECOND, workload, faults: [isolate] });
    const found = operationsOf(cluster).map(({ type, output }) => (type === "ok" ? output : type));
    expect(found).toEqual([1, 2, "fail", 2]);
    expect(chainOf(cluster)).toEqual(["n2", "n3", "n4", "n5"]);
    expect(checkHistory(cluster).verdict).toBe("valid");
  });

  it("without the master nobody holds a lease; when it is back the chain answers as before", () => {
    const cluster = runStore("chain", {
      ...exact,
      untilUs: 3 * SECOND,
      workload,
      faults: [crash(500, "n1", 1_700)],
    });
    const found = operationsOf(cluster).map(({ type, output }) => (type === "ok" ? output : type));
    expect(found).toEqual([1, "info", "fail", 1]);
    expect(chainOf(cluster)).toEqual(["n2", "n3", "n4", "n5"]);
  });

  it("and the one behind it: both drop what only they have before they speak for the chain", () => {
    const writes = (who: string, ms: number, above: number, count = 6): object[] =>
      Array.from({ length: count }, (_, n) => ({
        at: `${ms + 3 * n}ms`,
        client: who,
        write: ["x", above + n],
      }));
    const apart = [
      ["n2", "n3", "n4", "c1"],
      ["n1", "n5", "c2"],
    ];
    for (let ms = 900; ms <= 1_000; ms += 5) {
      const cluster = runStore("chain", {
        ...exact,
        workload: {
          ...client,
          overrides: { c1: { target: "n2", retry: false }, c2: { target: "n5" } },
          // More than one batch, so that what is shipped again does not reach to the end at once.
          script: [...writes("c1", 50, 1_000, 130), ...writes("c1", 510, 10), ...writes("c2", 850, 20)],
        },
        faults: [[500 * MS, { do: "partition", groups: apart, forUs: (ms - 500) * MS }]],
      });
      expect(cluster.violations).toEqual([]);
      expect(checkHistory(cluster).verdict).toBe("valid");
      expect(new Set(Array.from(contentsOf(cluster).values(), ({ x }) => x)).size).toBe(1);
    }
  });
});
