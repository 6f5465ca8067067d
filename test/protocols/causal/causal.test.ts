import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkLevels, findModel } from "../../../src/checkers/index.ts";
import type { Cluster } from "../../../src/cluster/index.ts";
import { plans } from "../raft/random-faults.ts";
import {
  contentsOf,
  MS,
  notesOf,
  operationsOf,
  runStore,
  SECOND,
  type StoreSetup,
} from "../store-cluster.ts";
import { badPatternOf } from "./bad-patterns.ts";

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

const seen = (cluster: Cluster): unknown[] =>
  operationsOf(cluster)
    .filter(({ f }) => f === "read")
    .map(({ output }) => output);

/** The bad pattern that the history shows; the checker that users get must say the same of it. */
function judge(cluster: Cluster): string | undefined {
  const operations = operationsOf(cluster);
  const model = findModel("key-value");
  if (!model.ok) throw new Error(model.error.problem);
  const level = "causal-convergence";
  const { verdict } = checkLevels(operations, model.value, [level]).results[level]!;
  const pattern = badPatternOf(operations);
  expect(verdict).toBe(pattern === undefined ? "valid" : "invalid");
  return pattern;
}

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

/** Values are written once; many clients over few keys, so that much is concurrent. */
const workload = {
  clients: 4,
  think: "exponential(15ms)",
  keys: 2,
  mix: { read: 1, write: 1 },
  until: "3.5s",
};
const options = fc.record({ interval: fc.constantFrom("20ms", "150ms"), batch: fc.constantFrom(1, 64) });
const links = fc.record({ loss: fc.constantFrom(0, 0.2), duplicate: fc.constantFrom(0, 0.3) });
const sync = fc.constantFrom("0", "1ms..3ms", "exponential(15ms)");
const seeds = fc.nat(1_000_000);

function expectConverged(cluster: Cluster): void {
  const contents = Array.from(contentsOf(cluster).values());
  expect(contents).toHaveLength(cluster.nodes.filter(({ isReplica }) => isReplica).length);
  for (const held of contents) expect(held).toEqual(contents[0]);
}

describe("random schedules", () => {
  it("leave histories causally convergent while sessions carry tokens, wherever they ask", () => {
    fc.assert(
      fc.property(
        plans,
        options,
        links,
        sync,
        fc.constantFrom("random", "sticky"),
        seeds,
        (faults, chosen, link, disk, target, luck) => {
          const run = runStore(
            "causal",
            {
              nodes: 5,
              options: chosen,
              link,
              sync: disk,
              faults,
              untilUs: 6 * SECOND,
              workload: { ...workload, target, session: "token", timeout: "150ms" },
            },
            luck,
          );
          expect(run.violations).toEqual([]);
          expect(judge(run)).toBeUndefined();
          expectConverged(run);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("leave them so without tokens while each client asks one replica only", () => {
    const overrides = {
      c1: { target: "n1" },
      c2: { target: "n2" },
      c3: { target: "n3" },
      c4: { target: "n3" },
    };
    fc.assert(
      fc.property(plans, options, links, sync, seeds, (faults, chosen, link, disk, luck) => {
        const run = runStore(
          "causal",
          {
            nodes: 5,
            options: chosen,
            link,
            sync: disk,
            faults,
            untilUs: 6 * SECOND,
            workload: { ...workload, overrides },
          },
          luck,
        );
        expect(run.violations).toEqual([]);
        expect(judge(run)).toBeUndefined();
        expectConverged(run);
      }),
      { numRuns: 40 },
    );
  });

  it("find out a store that forgets dependencies, and clients that move without a token", () => {
    const moving = { ...workload, target: "random" };
    const patternsOf = (setup: StoreSetup): Set<string | undefined> =>
      new Set([1, 2, 3, 4, 5].map((seed) => judge(runStore("causal", setup, seed))));
    const latency = "lognormal(2ms, 1)";
    const faults = [[0, { do: "slow", from: ["n1"], to: ["n3"], factor: 1, addUs: 100 * MS }]] as const;
    const common = { latency, faults, untilUs: 4 * SECOND };
    expect(patternsOf({ ...common, workload: moving })).not.toContain(undefined);
    const readers = {
      clients: 9,
      think: "exponential(3ms)",
      keys: 4,
      mix: { read: 4, write: 1 },
      until: "1s",
    };
    const sticky = { ...workload, ...readers, target: "sticky", session: "token" };
    const slowly = { interval: "1s" };
    expect(patternsOf({ ...common, options: slowly, workload: sticky })).toEqual(new Set([undefined]));
    const forgetful = { ...slowly, dependencies: false };
    expect(patternsOf({ ...common, options: forgetful, workload: sticky })).toContain("WriteCORead");
  });
});
