import { describe, expect, it } from "vitest";
import { findMetric } from "../../../src/scenario/metrics/registry.ts";
import { protocols } from "../../../src/protocols/index.ts";
import { checkHistory, MS, operationsOf, runStore, SECOND, type StoreSetup } from "../store-cluster.ts";

function endings(setup: StoreSetup): string[] {
  const cluster = runStore("quorum", { latency: "5ms", sync: "0", ...setup });
  return operationsOf(cluster).map(
    ({ f, type, output, error }) => `${f} ${type} ${error ?? JSON.stringify(output)}`,
  );
}

/** What `problems` says of these options with three nodes. */
function problemsOf(options: object): string[] {
  const { options: schema, problems } = protocols["quorum"]!;
  return problems(schema.parse(options), ["n1", "n2", "n3"]).map(
    ({ option, problem }) => `${option}: ${problem}`,
  );
}

describe("options", () => {
  it("keep 1 ≤ r, w ≤ n ≤ nodes", () => {
    expect(problemsOf({ n: 3, r: 1, w: 3 })).toEqual([]);
    expect(problemsOf({ n: 4 })).toEqual(["n: 4 copies need 4 nodes, and there are 3"]);
    expect(problemsOf({ n: 2, r: 3, w: 3 })).toEqual([
      "r: a read cannot wait for 3 of 2 replicas",
      "w: a write cannot wait for 3 of 2 replicas",
    ]);
    expect(protocols["quorum"]!.options.safeParse({ r: 0 }).success).toBe(false);
  });

  it("keep the ring within memory", () => {
    const { options: schema, problems } = protocols["quorum"]!;
    const crowd = Array.from({ length: 500 }, (_, index) => `n${index + 1}`);
    const found = (options: object): string[] =>
      problems(schema.parse(options), crowd).map(({ problem }) => problem);
    expect(found({})).toEqual(["500 nodes with 16 points each make too large a ring"]);
    expect(found({ virtualNodes: 4 })).toEqual([]);
    expect(found({ placement: "first" })).toEqual([]);
  });

  it("have siblings with vectors only", () => {
    expect(problemsOf({ versions: "vector", conflicts: "siblings" })).toEqual([]);
    expect(problemsOf({ versions: "lamport", conflicts: "siblings" })).toEqual([
      "conflicts: lamport timestamps order all versions, so none are ever siblings",
    ]);
  });
});

describe("get and put (§4.5)", () => {
  const script = [
    { at: "100ms", client: "c1", read: "x" },
    { at: "200ms", client: "c1", write: ["x", 1] },
    { at: "300ms", client: "c2", read: "x" },
    { at: "400ms", client: "c2", cas: ["x", 1, 2] },
  ];

  for (const versions of ["physical", "lamport", "vector"]) {
    it(`answer, whoever coordinates, with ${versions} versions`, () => {
      const overrides = { c1: { target: "n1" }, c2: { target: "n4" } };
      const workload = { clients: 2, script, overrides };
      for (const placement of ["first", "ring"]) {
        expect(endings({ nodes: 4, options: { versions, placement }, workload })).toEqual([
          "read ok null",
          "write ok 1",
          "read ok 1",
          "cas fail unsupported",
        ]);
      }
    });
  }

  it("wait for as many as they need, and no longer", () => {
    const workload = {
      clients: 2,
      timeout: "1s",
      overrides: { c1: { target: "n4" }, c2: { target: "n4" } },
      script: [
        { at: "100ms", client: "c1", write: ["x", 1] },
        { at: "500ms", client: "c2", read: "x" },
      ],
    };
    const waits = (r: number, w: number): number[] => {
      const cluster = runStore("quorum", {
        nodes: 4,
        latency: "5ms",
        sync: "3ms",
        workload,
        options: { placement: "first", r, w, timeout: "400ms" },
        faults: [
          [0, { do: "slow", from: ["n2"], to: ["n4"], factor: 1, addUs: 20 * MS }],
          [0, { do: "slow", from: ["n3"], to: ["n4"], factor: 1, addUs: 40 * MS }],
        ],
      });
      return operationsOf(cluster).map(({ invokeUs, completeUs }) => (completeUs! - invokeUs!) / MS);
    };
    // Two hops between client and coordinator, two between coordinator and replica; a write waits for disks, too.
    expect(waits(1, 1)).toEqual([23, 20]);
    expect(waits(2, 2)).toEqual([43, 40]);
    expect(waits(3, 3)).toEqual([63, 60]);
  });

  it("a write without w acknowledgements is not answered, a read without r answers fails", () => {
    const workload = {
      clients: 1,
      target: "n1",
      retry: false,
      timeout: "400ms",
      script: [
        { at: "100ms", client: "c1", write: ["x", 1] },
        { at: "800ms", client: "c1", read: "x" },
      ],
    };
    const faults: StoreSetup["faults"] = [[50 * MS, { do: "crash", nodes: ["n2", "n3"] }]];
    expect(endings({ workload, faults })).toEqual(["write info timed-out", "read fail unavailable"]);
    expect(endings({ workload, faults, options: { r: 1, w: 1 } })).toEqual(["write ok 1", "read ok 1"]);
  });
});

describe("r + w > n", () => {
  // Nothing times out: a request that is sent again may be carried out again, after a later write.
  const workload = {
    clients: 4,
    think: "exponential(5ms)",
    mix: { read: 1, write: 1 },
    target: "random",
    timeout: "10s",
    deadline: "10s",
  };
  const seeds = Array.from({ length: 40 }, (_, index) => index + 1);

  function staleReadsOf(options: object, seed: number): number {
    const cluster = runStore(
      "quorum",
      {
        nodes: 5,
        workload,
        sync: "0",
        latency: "mix(70% 1ms, 30% exponential(60ms))",
        untilUs: SECOND,
        options: { ...options, timeout: "10s" },
      },
      seed,
    );
    expect(cluster.violations).toEqual([]);
    const view = { cluster, operations: operationsOf(cluster), notes: [], fromUs: 0, untilUs: SECOND };
    return findMetric("stale-reads")!.compute(view)!;
  }

  for (const [n, r, w] of [
    [3, 2, 2],
    [3, 3, 1],
    [3, 1, 3],
    [5, 3, 3],
  ] as const) {
    it(`never reads the past without failures: ${n}, ${r}, ${w}`, () => {
      for (const versions of ["physical", "vector"]) {
        for (const seed of seeds) {
          expect(staleReadsOf({ n, r, w, versions }, seed), `${versions} ${seed}`).toBe(0);
        }
      }
    });
  }

  it("is what it takes: with less, reads are stale", () => {
    const stale = (r: number, w: number): number =>
      seeds.reduce((sum, seed) => sum + staleReadsOf({ n: 3, r, w, readRepair: false }, seed), 0);
    expect(stale(1, 1)).toBeGreaterThan(50);
    expect(stale(1, 2)).toBeGreaterThan(5);
    expect(stale(2, 1)).toBeGreaterThan(5);
  });

  it("does not help against a coordinator's Lamport clock that has not heard of the write before", () => {
    const stale = seeds.map((seed) => staleReadsOf({ versions: "lamport" }, seed));
    expect(Math.max(...stale)).toBeGreaterThan(0);
  });

  it("is not linearizable: a read sees a write under way, and a later read does not", () => {
    // n4 coordinates a write that reaches n1 first; c2's read asks n1 in time, c3's has n2 and n3 answer first.
    const cluster = runStore("quorum", {
      nodes: 6,
      latency: "5ms",
      sync: "0",
      options: { placement: "first", readRepair: false, timeout: "900ms" },
      workload: {
        clients: 3,
        timeout: "1s",
        overrides: { c1: { target: "n4" }, c2: { target: "n5" }, c3: { target: "n6" } },
        script: [
          { at: "100ms", client: "c1", write: ["x", 1] },
          { at: "130ms", client: "c2", read: "x" },
          { at: "200ms", client: "c3", read: "x" },
        ],
      },
      faults: [
        [0, { do: "slow", from: ["n4"], to: ["n2", "n3"], factor: 1, addUs: 400 * MS }],
        [0, { do: "slow", from: ["n1"], to: ["n6"], factor: 1, addUs: 100 * MS }],
      ],
    });
    expect(operationsOf(cluster).map(({ output }) => output)).toEqual([1, 1, null]);
    const result = checkHistory(cluster);
    expect(result.verdict).toBe("invalid");
  });

  it("is not linearizable: a write that was given up may be read, then not, then again", () => {
    const cluster = runStore("quorum", {
      nodes: 3,
      latency: "5ms",
      sync: "0",
      options: { readRepair: false, placement: "first", timeout: "50ms" },
      workload: {
        clients: 2,
        retry: false,
        timeout: "80ms",
        overrides: { c1: { target: "n1" }, c2: { target: "n2" } },
        script: [
          { at: "100ms", client: "c1", write: ["x", 1] },
          { at: "400ms", client: "c1", read: "x" },
          { at: "500ms", client: "c2", read: "x" },
          { at: "600ms", client: "c1", read: "x" },
        ],
      },
      faults: [
        [90 * MS, { do: "isolate", nodes: ["n1"], forUs: 200 * MS }],
        [300 * MS, { do: "slow", from: ["n1"], to: ["n2"], factor: 1, addUs: 30 * MS }],
      ],
    });
    expect(operationsOf(cluster).map(({ type, output }) => [type, output])).toEqual([
      ["info", null],
      ["ok", 1],
      ["ok", null],
      ["ok", 1],
    ]);
    expect(checkHistory(cluster).verdict).toBe("invalid");
  });
});
