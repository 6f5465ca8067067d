import { describe, expect, it } from "vitest";
import type { Cluster, Fault } from "../../../src/cluster/index.ts";
import type { AnyMessage } from "../../../src/protocols/quorum/messages.ts";
import type { QuorumState } from "../../../src/protocols/quorum/state.ts";
import {
  contentsOf,
  MS,
  notesOf,
  operationsOf,
  runStore,
  SECOND,
  stateOf,
  type StoreSetup,
} from "../store-cluster.ts";

/** One latency, disks that take no time: all moments can be worked out by hand. */
function runOf(setup: StoreSetup): Cluster {
  const { options, ...rest } = setup;
  return runStore("quorum", {
    nodes: 5,
    latency: "5ms",
    sync: "0",
    options: { placement: "first", timeout: "50ms", ...options },
    ...rest,
  });
}

const outcomes = (cluster: Cluster): string[] =>
  operationsOf(cluster).map(
    ({ f, type, output, error }) => `${f} ${type} ${error ?? JSON.stringify(output)}`,
  );

function held(cluster: Cluster, key = "x"): Record<string, unknown> {
  return Object.fromEntries(Array.from(contentsOf(cluster), ([name, { [key]: value }]) => [name, value]));
}

const patient = { timeout: "400ms", deadline: "400ms", retry: false };

describe("read repair (§5)", () => {
  const workload = {
    ...patient,
    clients: 1,
    target: "n5",
    script: [
      { at: "100ms", client: "c1", write: ["x", 1] },
      { at: "500ms", client: "c1", read: "x" },
    ],
  };
  const faults: StoreSetup["faults"] = [[50 * MS, { do: "crash", nodes: ["n3"], forUs: 200 * MS }]];

  it("brings a replica that was down up to date when somebody reads", () => {
    const cluster = runOf({ workload, faults });
    expect(held(cluster)).toEqual({ n1: 1, n2: 1, n3: 1 });
    expect(notesOf(cluster, "read-repair").map(({ text }) => text)).toEqual(["x: n3 was stale"]);
  });

  it("can be switched off", () => {
    const cluster = runOf({ workload, faults, options: { readRepair: false } });
    expect(held(cluster)).toEqual({ n1: 1, n2: 1, n3: undefined });
  });
});

describe("sloppy quorums and hinted handoff (§4.6)", () => {
  /** n2 and n3 are cut off with nobody. */
  const cutOff: Fault = {
    do: "partition",
    groups: [
      ["n2", "n3"],
      ["n1", "n4", "n5", "c1"],
    ],
    forUs: SECOND,
  };
  const faults: StoreSetup["faults"] = [[50 * MS, cutOff]];
  const workload = {
    ...patient,
    clients: 1,
    target: "n1",
    script: [
      { at: "100ms", client: "c1", write: ["x", 1] },
      { at: "600ms", client: "c1", read: "x" },
    ],
  };

  it("a strict quorum refuses what a sloppy one accepts", () => {
    expect(outcomes(runOf({ workload, faults }))).toEqual(["write info timed-out", "read fail unavailable"]);
    const sloppy = runOf({ workload, faults, options: { sloppy: true } });
    expect(outcomes(sloppy)).toEqual(["write ok 1", "read ok 1"]);
    expect(notesOf(sloppy, "hint").map(({ text }) => text)).toEqual(["keeps x for n2", "keeps x for n3"]);
  });

  it("hints do not count in a strict quorum", () => {
    const cluster = runOf({ workload, faults, options: { hintedHandoff: true } });
    expect(outcomes(cluster)).toEqual(["write info timed-out", "read fail unavailable"]);
    expect(notesOf(cluster, "hint")).toHaveLength(2);
  });

  it("stand-ins hand over when the owner is back, and forget", () => {
    const options = { sloppy: true, hintedHandoff: true, readRepair: false };
    const cluster = runOf({ workload, faults, options });
    expect(held(cluster)).toEqual({ n1: 1, n2: 1, n3: 1 });
    expect(notesOf(cluster, "handoff").map(({ text }) => text)).toEqual([
      "n2 has its 1 back",
      "n3 has its 1 back",
    ]);
    for (const name of ["n4", "n5"]) expect(stateOf<QuorumState>(cluster, name).hints.size).toBe(0);

    const without = runOf({ workload, faults, options: { ...options, hintedHandoff: false } });
    expect(held(without)).toEqual({ n1: 1, n2: undefined, n3: undefined, n4: 1, n5: 1 });
  });

  it("a stand-in keeps its hints through a crash", () => {
    const options = { sloppy: true, hintedHandoff: true, readRepair: false };
    const crash: Fault = { do: "crash", nodes: ["n4", "n5"], forUs: 50 * MS };
    const cluster = runOf({ workload, faults: [...faults, [400 * MS, crash]], options });
    expect(held(cluster)).toEqual({ n1: 1, n2: 1, n3: 1 });
  });

  it("asks the stand-in at once when the home is known to be silent, and the home again when it is heard", () => {
    const script = [100, 300, 1_500, 1_700].map((at, value) => ({
      at: `${at}ms`,
      client: "c1",
      write: ["x", value],
    }));
    const cluster = runOf({
      workload: { ...workload, script },
      faults,
      options: { sloppy: true, hintedHandoff: true },
    });
    const waits = operationsOf(cluster).map(({ invokeUs, completeUs }) => (completeUs! - invokeUs!) / MS);
    // Timeout, then stand-ins; stand-ins at once; homes, whose answers end the suspicion.
    expect(waits).toEqual([70, 20, 20, 20]);
    expect(notesOf(cluster, "hint").filter(({ timeUs }) => timeUs > 1_600 * MS)).toEqual([]);
  });
});

describe("siblings (§4.4)", () => {
  const options = { placement: "first", versions: "vector", conflicts: "siblings" };
  const both = [
    { at: "100ms", client: "c1", write: ["x", 1] },
    { at: "100ms", client: "c2", write: ["x", 2] },
    { at: "300ms", client: "c1", read: "x" },
    { at: "400ms", client: "c1", write: ["x", 3] },
    { at: "600ms", client: "c2", read: "x" },
  ];
  const workload = { clients: 2, overrides: { c1: { target: "n1" }, c2: { target: "n2" } }, script: both };

  it("both of two concurrent writes are kept, and a write supersedes what its session had read", () => {
    const cluster = runOf({ nodes: 3, workload: { ...workload, session: "token" }, options });
    expect(outcomes(cluster)).toEqual([
      "write ok 1",
      "write ok 2",
      'read ok {"siblings":[1,2]}',
      "write ok 3",
      "read ok 3",
    ]);
    expect(notesOf(cluster, "conflict").length).toBeGreaterThan(0);
  });

  it("without a token a write is blind and stands beside the others", () => {
    const cluster = runOf({ nodes: 3, workload, options });
    expect(outcomes(cluster).at(-1)).toBe('read ok {"siblings":[1,2,3]}');
  });

  it("do not pile up without bound: blind writes are turned away, and one that supersedes them is not", () => {
    const blind = Array.from({ length: 110 }, (_, at) => ({
      at: `${100 + 30 * at}ms`,
      client: "c1",
      write: ["x", at],
    }));
    const mended = [
      { at: "4s", client: "c2", read: "x" },
      { at: "4.1s", client: "c2", write: ["x", 1_000] },
      { at: "4.2s", client: "c2", read: "x" },
    ];
    const cluster = runOf({
      nodes: 3,
      options,
      untilUs: 5 * SECOND,
      workload: {
        ...patient,
        clients: 2,
        target: "n1",
        overrides: { c2: { session: "token" } },
        script: [...blind, ...mended],
      },
    });
    const ends = outcomes(cluster);
    expect(ends.slice(0, 100).every((end) => end.startsWith("write ok"))).toBe(true);
    expect(new Set(ends.slice(100, 110))).toEqual(new Set(["write info no-leader"]));
    expect(ends.at(-1)).toBe("read ok 1000");
  });

  it("the last write wins where that is chosen, and the conflict is known", () => {
    const cluster = runOf({ nodes: 3, workload, options: { ...options, conflicts: "lww" } });
    expect(outcomes(cluster).at(-3)).toBe("read ok 2");
    expect(notesOf(cluster, "conflict").length).toBeGreaterThan(0);
  });

  it("after a crash a coordinator writes under another name: what it had in memory only does not come back to hide a write", () => {
    const crash: Fault = { do: "crash", nodes: ["n1"], forUs: 60 * MS };
    const cluster = runOf({
      nodes: 3,
      sync: "40ms",
      options: { ...options, w: 1, readRepair: false },
      workload: {
        ...patient,
        clients: 2,
        target: "n1",
        script: [
          { at: "100ms", client: "c1", write: ["x", 1] },
          { at: "300ms", client: "c2", write: ["x", 2] },
        ],
      },
      // n1 has sent the first write and not yet synced it.
      faults: [[120 * MS, crash]],
    });
    expect(held(cluster)).toEqual({ n1: 2, n2: { siblings: [1, 2] }, n3: { siblings: [1, 2] } });
  });

  it("does not coordinate writes before that name is on its disk, so that no crash can make it use one twice", () => {
    const setup: StoreSetup = {
      nodes: 3,
      sync: "40ms",
      options: { timeout: "200ms" },
      faults: [[50 * MS, { do: "crash", nodes: ["n1"], forUs: 50 * MS }]],
    };
    const at = (ms: number): string[] => {
      const script = [{ at: `${ms}ms`, client: "c1", write: ["x", 1] }];
      return outcomes(runOf({ ...setup, workload: { ...patient, clients: 1, target: "n1", script } }));
    };
    expect(at(120)).toEqual(["write info no-leader"]);
    expect(at(150)).toEqual(["write ok 1"]);
  });
});

describe("a session's token", () => {
  /** c1 writes at n1; n3 has not heard of it when c1 reads there. */
  const workload = {
    ...patient,
    clients: 1,
    target: "n1",
    reads: "n3",
    script: [
      { at: "100ms", client: "c1", write: ["x", 1] },
      { at: "200ms", client: "c1", read: "x" },
    ],
  };
  const faults: StoreSetup["faults"] = [
    [0, { do: "slow", from: ["n1", "n2"], to: ["n3"], factor: 1, addUs: 130 * MS }],
  ];
  const options = { r: 1, w: 1, timeout: "300ms" };

  for (const versions of ["physical", "lamport", "vector"]) {
    it(`makes a read wait for what the session wrote, with ${versions} versions`, () => {
      const setup = { nodes: 3, faults, options: { ...options, versions } };
      expect(outcomes(runOf({ ...setup, workload })).at(-1)).toBe("read ok null");
      expect(outcomes(runOf({ ...setup, workload: { ...workload, session: "token" } })).at(-1)).toBe(
        "read ok 1",
      );
    });
  }

  it("orders a session's writes whatever the coordinators' clocks show", () => {
    const swap = {
      ...workload,
      reads: "n1",
      script: [
        { at: "100ms", client: "c1", write: ["x", 1] },
        { at: "300ms", client: "c1", write: ["x", 2] },
        { at: "500ms", client: "c1", read: "x" },
      ],
    };
    const back: StoreSetup["faults"] = [[200 * MS, { do: "clock-step", nodes: ["n1"], byUs: -SECOND }]];
    const last = (session: string): string =>
      outcomes(runOf({ nodes: 3, faults: back, workload: { ...swap, session } })).at(-1)!;
    expect(last("none")).toBe("read ok 1");
    expect(last("token")).toBe("read ok 2");
  });
});

describe("anti-entropy with Merkle trees (§4.7)", () => {
  const keys = Array.from({ length: 300 }, (_, index) => `k${index}`);
  const writes = keys.map((key, value) => ({ at: `${10 + value}ms`, client: "c1", write: [key, value] }));
  const late = [{ at: "600ms", client: "c1", write: ["k7", 1_000] }];
  const workload = { ...patient, clients: 1, target: "n1", script: [...writes, ...late] };
  const cut: Fault = { do: "isolate", nodes: ["n3"], forUs: 200 * MS };

  for (const placement of ["first", "ring"]) {
    it(`makes all homes equal, and sends keys of ranges that differ only (placement ${placement})`, () => {
      const cluster = runOf({
        options: { placement, readRepair: false, w: 1, antiEntropy: "100ms" },
        workload,
        faults: [[590 * MS, cut]],
        untilUs: 4 * SECOND,
      });
      const copies = Array.from(contentsOf(cluster).values(), (contents) => Object.keys(contents).length);
      expect(copies.reduce((sum, count) => sum + count)).toBe(3 * keys.length);
      expect(new Set(Object.values(held(cluster, "k7")).filter((value) => value !== undefined))).toEqual(
        new Set([1_000]),
      );
      const sent = notesOf(cluster, "anti-entropy").filter(({ timeUs }) => timeUs > 600 * MS);
      expect(sent.length).toBeGreaterThan(0);
      // 300 keys in 256 ranges: one range that differs holds a handful, out of 300.
      expect(sent.every(({ value }) => value <= 10)).toBe(true);
    });
  }

  it("does nothing but compare roots when nothing differs", () => {
    const cluster = runOf({ options: { antiEntropy: "50ms" }, workload, untilUs: 3 * SECOND });
    const { trace } = cluster.kernel;
    const later = Array.from({ length: trace.length }, (_, event) => event).slice(trace.firstAfter(SECOND));
    const sent = later.map((event) => trace.payload(event) as AnyMessage | undefined).filter(Boolean);
    const levels = sent.map((message) => (message!.kind === "Digests" ? message.level : message!.kind));
    expect(levels.length).toBeGreaterThan(50);
    expect(new Set(levels)).toEqual(new Set([0]));
  });

  it("is what makes replicas equal when nobody reads and nobody kept a hint", () => {
    const faults: NonNullable<StoreSetup["faults"]> = [[590 * MS, cut]];
    const cluster = runOf({ workload, faults, untilUs: 4 * SECOND, options: { w: 1 } });
    expect(held(cluster, "k7")).toEqual({ n1: 1_000, n2: 1_000, n3: 7 });
  });

  it("rebuilds its trees after a crash", () => {
    const cluster = runOf({
      options: { readRepair: false, w: 1, antiEntropy: "100ms" },
      workload,
      faults: [[590 * MS, { do: "crash", nodes: ["n3"], forUs: 200 * MS }]],
      untilUs: 4 * SECOND,
    });
    expect(held(cluster, "k7")).toEqual({ n1: 1_000, n2: 1_000, n3: 1_000 });
    const sent = notesOf(cluster, "anti-entropy").filter(({ timeUs }) => timeUs > 600 * MS);
    expect(sent.every(({ value }) => value <= 10)).toBe(true);
  });
});
