import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Cluster } from "../../src/cluster/index.ts";
import { Trace } from "../../src/kernel/index.ts";
import { compile, createRun, parseScenario, verify } from "../../src/scenario/index.ts";
import { open, resultOf } from "./open.ts";

const node = fc.constantFrom("n1", "n2", "n3", "leader", "random", "follower");
const at = fc.integer({ min: 1, max: 1_900 }).map((ms) => `${ms}ms`);
const span = fc.integer({ min: 1, max: 500 }).map((ms) => `${ms}ms`);
const pair = fc.tuple(node, node).filter(([from, to]) => from !== to);
const operation = fc.constantFrom({ read: "x" }, { write: ["x", "by hand"] }, { cas: ["x", "by hand", 0] });
const fault = fc.oneof(
  fc.record({ at, crash: node, for: span }),
  fc.record({ at, pause: node, for: span }),
  fc.record({ at, isolate: node, for: span }),
  fc.record({ at, partition: fc.constantFrom("bridge", "majority-ring", [["n1"], ["rest"]]), for: span }),
  fc.record({ at, cut: pair, for: span, every: fc.constant("700ms") }),
  fc.record({ at, slow: pair, factor: fc.integer({ min: 2, max: 20 }), for: span }),
  fc.record({ at, lossy: fc.constant("all"), probability: fc.constantFrom(0.1, 0.5), for: span }),
  fc.record({ at, duplicate: fc.constant("all"), probability: fc.constantFrom(0.1, 0.5), for: span }),
  fc.record({ at, "clock-step": node, by: fc.constantFrom("-300ms", "1s") }),
  fc.record({ at, "clock-drift": node, by: fc.constantFrom("-0.5%", "20000ppm"), for: span }),
  fc.record({ at, "disk-stall": node, for: span }),
  fc.record({ at, "slow-node": node, add: fc.constant("3ms"), for: span }),
  fc.record({ at, operation: fc.constant("c1"), do: operation }),
);

/** A document, as JSON. */
const scenario = fc.record({
  lightcone: fc.constant(1),
  title: fc.constant("Random"),
  seed: fc.nat(1_000_000),
  cluster: fc.record({
    program: fc.constant("raft"),
    nodes: fc.constantFrom(3, 4, 5),
    disk: fc.record({ sync: fc.constantFrom("0", "2ms", "exponential(2ms)") }),
    options: fc.record({
      preVote: fc.boolean(),
      checkQuorum: fc.boolean(),
      reads: fc.constantFrom("read-index", "log"),
    }),
  }),
  network: fc.record({
    latency: fc.constantFrom("1ms", "lognormal(5ms, 0.4)", "uniform(1ms, 30ms)"),
    loss: fc.constantFrom(0, 0.05),
    fifo: fc.boolean(),
  }),
  workload: fc.oneof(
    fc.record({
      clients: fc.constantFrom(1, 3),
      rate: fc.constantFrom("30/s", "100/s"),
      keys: fc.constantFrom(1, 3),
    }),
    fc.record({
      clients: fc.constantFrom(1, 3),
      think: fc.constantFrom("exponential(30ms)", "5ms"),
      target: fc.constantFrom("sticky", "random", "leader-hint"),
    }),
  ),
  faults: fc.array(fault, { maxLength: 5 }),
  run: fc.constant({ until: "2s" }),
});

describe("random scenarios", () => {
  it("read the same as YAML and as JSON, run the same twice, and from any checkpoint", () => {
    fc.assert(
      fc.property(scenario, fc.double({ min: 0, max: 1, noNaN: true }), (document, share) => {
        const read = open(JSON.stringify(document));
        const { same, difference, fingerprint, events } = verify(read);
        expect({ same, difference }).toEqual({ same: true, difference: undefined });
        const spec = compile(read);
        const first = Cluster.create(spec, read.seed, "off");
        first.run(Infinity, Math.floor(events * share));
        const rest = Cluster.restore(spec, read.seed, first.checkpoint(), new Trace("off"));
        rest.run(Infinity);
        expect(rest.fingerprint()).toBe(fingerprint);
      }),
      { numRuns: 40, seed: 5 },
    );
  });

  it("are safe whatever happens: Raft's invariants hold, histories are linearizable", () => {
    fc.assert(
      fc.property(scenario, (document) => {
        const result = resultOf(open(JSON.stringify(document)));
        expect(result.checks.filter(({ verdict }) => verdict !== "valid")).toEqual([]);
      }),
      { numRuns: 60, seed: 6 },
    );
  });

  it("never make the parser or a run throw, even when they are spoilt", () => {
    const spoil = fc.record({
      document: scenario,
      at: fc.nat(2_000),
      by: fc.string({ maxLength: 4 }),
      cut: fc.nat(6),
    });
    fc.assert(
      fc.property(spoil, ({ document, at: place, by, cut }) => {
        const text = JSON.stringify(document, null, 1);
        const spoilt = text.slice(0, place) + by + text.slice(place + cut);
        const parsed = parseScenario(spoilt, "f.yaml");
        if (parsed.ok) createRun(parsed.value).advance({ maxEvents: 200 });
        else
          for (const { line, column, problem } of parsed.error)
            expect([line > 0, column > 0, problem.length > 0]).toEqual([true, true, true]);
      }),
      { numRuns: 400, seed: 7 },
    );
  });
});
