import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Cluster } from "../../src/cluster/index.ts";
import type { Trace } from "../../src/kernel/index.ts";
import { compile, divergeUs, type Scenario } from "../../src/scenario/index.ts";
import { open } from "./open.ts";

const HEAD = "lightcone: 1\ntitle: T\ncluster: { program: raft }\nrun: { until: 10s }\n";

function between(before: string, after: string, seeds: readonly [string, string] = ["1", "1"]): number {
  return divergeUs({ scenario: open(before), seed: seeds[0] }, { scenario: open(after), seed: seeds[1] });
}

describe("where runs part", () => {
  const plan = (...entries: string[]): string => `${HEAD}faults: [${entries.join(", ")}]\n`;
  const one = "{ at: 2s, crash: n1 }";
  const two = "{ at: 5s, restart: n1 }";

  it.each([
    ["nothing", plan(one, two), plan(one, two), Infinity],
    ["another fault", plan(one), plan(one, two), 5e6],
    ["one less", plan(one, two), plan(two), 2e6],
    ["one that moved", plan(one, two), plan("{ at: 3s, crash: n1 }", two), 2e6],
    ["one that is muted", plan(one, two), plan(one, "{ at: 5s, restart: n1, muted: true }"), 5e6],
    ["one that says the same in other words", plan(one), plan("{ at: 2000ms, crash: [n1] }"), Infinity],
    ["order in the text", plan(one, two), plan(two, one), Infinity],
    ["order at one time", plan(one, "{ at: 2s, crash: n2 }"), plan("{ at: 2s, crash: n2 }", one), 2e6],
    [
      "a repetition",
      plan("{ at: 1s, every: 2s, crash: n1 }"),
      plan("{ at: 1s, every: 2s, until: 6s, crash: n1 }"),
      7e6,
    ],
    ["a drawn fault after the end", plan('{ at: "exponential(999h)", crash: n1 }'), plan(), Infinity],
    [
      "title, claims and view",
      plan(one),
      `${plan(one).replace("title: T", "title: U")}view: { from: 1s }\nclaims: [{ say: S, expect: "leader(at=3s) != none" }]\n`,
      Infinity,
    ],
    ["the cluster", plan(one), plan(one).replace("raft }", "raft, nodes: 5 }"), 0],
    ["the network", plan(one), `${plan(one)}network: { loss: 0.1 }\n`, 0],
    ["the workload", plan(one), `${plan(one)}workload: { think: 1s }\n`, 0],
    ["the end", plan(one), plan(one).replace("10s", "11s"), 0],
    ["checks", plan(one), `${plan(one)}checks: [raft/log-matching]\n`, 0],
    ["a nemesis", plan(one), `${plan(one)}nemesis: { from: 4s, every: 1s, until: 8s }\n`, 5e6],
  ])("%s", (_what, before, after, us) => {
    expect(between(before, after)).toBe(us);
    expect(between(after, before)).toBe(us);
  });

  it("another seed", () => {
    expect(between(plan(one), plan(one), ["1", "2"])).toBe(0);
  });
});

const node = fc.constantFrom("n1", "n2", "n3", "leader", "random");
const at = fc.integer({ min: 0, max: 1_900 }).map((ms) => `${ms}ms`);
const fault = fc.record(
  {
    at: fc.oneof(at, fc.constant("uniform(0ms, 2s)")),
    crash: node,
    for: fc.constantFrom("20ms", "300ms"),
    every: fc.constantFrom("150ms", "700ms"),
    muted: fc.boolean(),
  },
  { requiredKeys: ["at", "crash"] },
);
const faults = fc.array(fault, { maxLength: 6 });
const edit = fc.record({
  index: fc.nat(6),
  change: fc.constantFrom("add", "remove", "replace", "mute", "swap"),
  fault,
});
type Fault = typeof fault extends fc.Arbitrary<infer F> ? F : never;

function edited(
  plan: readonly Fault[],
  { index, change, fault: other }: { index: number; change: string; fault: Fault },
): Fault[] {
  const place = index % Math.max(1, plan.length);
  const [old] = plan.slice(place, place + 1);
  if (change === "add" || old === undefined) return plan.toSpliced(place, 0, other);
  if (change === "remove") return plan.toSpliced(place, 1);
  if (change === "replace") return plan.with(place, other);
  if (change === "mute") return plan.with(place, { ...old, muted: old.muted !== true });
  return [...plan.toSpliced(place, 1), old];
}

/** Every record before a time, in words. */
function past({ trace }: { readonly trace: Trace }, untilUs: number): string[] {
  const words: string[] = [];
  for (let index = 0; index < trace.length && trace.timeUs(index) < untilUs; index++)
    words.push(
      [
        trace.timeUs(index),
        trace.kind(index),
        trace.node(index),
        trace.peer(index),
        trace.tag(index),
        trace.cause(index),
      ].join(" "),
    );
  return words;
}

describe("two runs", () => {
  it("are equal event for event before they may differ, whatever was edited in the plan", () => {
    const nemesis = fc.constantFrom(undefined, {
      every: "exponential(300ms)",
      from: "500ms",
      until: "1500ms",
    });
    let apart = 0;
    fc.assert(
      fc.property(faults, edit, nemesis, fc.nat(1_000), (plan, change, drawn, number) => {
        const seed = String(number);
        const scenarioOf = (entries: readonly Fault[]): Scenario =>
          open(
            JSON.stringify({
              lightcone: 1,
              title: "T",
              cluster: { program: "raft" },
              network: { latency: "uniform(1ms, 30ms)" },
              workload: { clients: 2, rate: "40/s" },
              faults: entries,
              nemesis: drawn,
              run: { until: "2s" },
            }),
          );
        const [before, after] = [scenarioOf(plan), scenarioOf(edited(plan, change))];
        const fromUs = divergeUs({ scenario: before, seed }, { scenario: after, seed });
        const [one, other] = [before, after].map((scenario) => {
          const cluster = Cluster.create(compile(scenario, seed), seed, "full");
          cluster.run(Infinity);
          return cluster;
        }) as [Cluster, Cluster];
        expect(past(one.kernel, fromUs)).toEqual(past(other.kernel, fromUs));
        if (fromUs === Infinity) expect(one.fingerprint()).toBe(other.fingerprint());
        else if (one.fingerprint() !== other.fingerprint() && fromUs > 0) apart++;
      }),
      { numRuns: 80, seed: 11 },
    );
    expect(apart).toBeGreaterThan(20);
  });
});
