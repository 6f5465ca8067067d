import { describe, expect, it } from "vitest";
import { protocols } from "../../../src/protocols/index.ts";
import {
  checkHistory,
  contentsOf,
  MS,
  operationsOf,
  runStore,
  SECOND,
  type StoreSetup,
} from "../store-cluster.ts";

const seeds = Array.from({ length: 40 }, (_, index) => index + 1);

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

describe("r + w > n without failures", () => {
  const workload = {
    clients: 4,
    think: "exponential(10ms)",
    keys: 2,
    mix: { read: 1, write: 1 },
    target: "random",
  };

  it("is linearizable while true clocks are finer than the gaps between writes", () => {
    for (const seed of seeds) {
      const oneWriter = { ...workload, keys: 1, overrides: {} };
      const cluster = runStore("quorum", { nodes: 3, workload: oneWriter, untilUs: 2 * SECOND }, seed);
      expect(cluster.violations).toEqual([]);
      expect(contentsOf(cluster).size).toBe(3);
      expect(checkHistory(cluster).verdict, `seed ${seed}`).toBe("valid");
    }
  });
});
