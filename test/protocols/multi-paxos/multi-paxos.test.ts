import { describe, expect, it } from "vitest";
import { valuesOf } from "../../../src/base/index.ts";
import type { PaxosState } from "../../../src/protocols/multi-paxos/state.ts";
import { createRun, parseScenario, type Run } from "../../../src/scenario/index.ts";

interface Setup {
  readonly options?: string;
  readonly nodes?: number;
  readonly rest: string;
}

function runOf({ options = "{}", nodes = 5, rest }: Setup, seed = "1"): Run {
  const text = `lightcone: 1
title: T
cluster: { nodes: ${nodes}, program: multi-paxos, options: ${options}, disk: { sync: "exponential(1ms)" } }
${rest}
`;
  const parsed = parseScenario(text, "f.yaml");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const run = createRun(parsed.value, { seed });
  run.advance();
  return run;
}

const failedChecks = (run: Run): string[] =>
  run
    .result()
    .checks.filter(({ verdict }) => verdict !== "valid")
    .map(({ name, verdict }) => `${name} ${verdict}`);

const statesOf = (run: Run): PaxosState[] =>
  run.cluster.nodes.filter(({ isReplica }) => isReplica).map(({ state }) => state as PaxosState);

const notes = (run: Run, kind: string): number =>
  valuesOf(run.cluster.notes).filter((note) => note.kind === kind).length;

const nemesis = (kinds: string): string => `
network: { latency: "lognormal(5ms, 0.6)", loss: 0.02, duplicate: 0.02 }
workload: { clients: 4, think: "exponential(20ms)", keys: 2, timeout: 150ms, until: 4s }
nemesis: { from: 200ms, until: 4s, every: "exponential(200ms)", for: 50ms..400ms, kinds: [${kinds}] }
run: { until: 7s }`;
const anything = nemesis("crash, pause, partition, isolate, cut, slow");

const seeds = Array.from({ length: 30 }, (_, index) => String(index + 1));

/** Two proposers, whose second phase is slower than a first phase: each outbids the other in between. */
const duel = `
network: { latency: 5ms, latencyOf: { Accept: 30ms } }
workload:
  clients: 2
  deadline: 20s
  timeout: 20s
  overrides: { c1: { target: n1 }, c2: { target: n5 } }
  script: [{ at: 100ms, client: c1, write: [x, 1] }, { at: 120ms, client: c2, write: [x, 2] }]
run: { until: 5s }`;

describe("Multi-Paxos (Lamport, Paxos Made Simple)", () => {
  it("is safe and linearizable under any faults, with a distinguished proposer and without (§2.2, §3)", () => {
    for (const seed of seeds) {
      expect(failedChecks(runOf({ rest: anything }, seed)), `seed ${seed}`).toEqual([]);
      const anyone = runOf({ options: "{ proposers: anyone }", nodes: 3, rest: anything }, seed);
      expect(failedChecks(anyone), `anyone, seed ${seed}`).toEqual([]);
    }
  });

  it("chooses a distinguished proposer who answers again once trouble is over, and everybody learns (§2.4)", () => {
    for (const seed of seeds.slice(0, 10)) {
      const rest = anything.replace("until: 4s }", "until: 6s }");
      const run = runOf({ rest }, seed);
      const states = statesOf(run);
      expect(states.filter(({ phase }) => phase === "leading")).toHaveLength(1);
      expect(new Set(states.map(({ log }) => log.length)).size).toBe(1);
      const late = valuesOf(run.cluster.history).filter(
        ({ type, timeUs }) => type === "ok" && timeUs > 5.5e6,
      );
      expect(late.length).toBeGreaterThan(0);
    }
  });

  it("needs a single phase for each command once a proposer is established (§3)", () => {
    const rest = `
workload: { clients: 1, think: 10ms, from: 1s, mix: { write: 1 } }
run: { until: 5s }`;
    const run = runOf({ rest });
    const prepared = valuesOf(run.cluster.notes).filter(({ kind }) => kind === "prepare");
    expect(prepared.length).toBeGreaterThan(0);
    expect(prepared.filter(({ timeUs }) => timeUs > 1e6)).toEqual([]);
    expect(statesOf(run)[0]!.log.length).toBeGreaterThan(100);
  });

  it("makes no progress while two proposers outbid each other; random backoff ends it (§2.4)", () => {
    const livelock = runOf({ options: "{ proposers: anyone, backoff: 0s }", rest: duel });
    expect(livelock.result().operations.ok).toBe(0);
    expect(notes(livelock, "prepare")).toBeGreaterThan(100);
    const ended = runOf({ options: '{ proposers: anyone, backoff: "exponential(50ms)" }', rest: duel });
    expect(ended.result().operations.ok).toBe(2);
    expect(failedChecks(livelock)).toEqual([]);
    expect(failedChecks(ended)).toEqual([]);
  });

  it.each([
    ["forget-promise", "crash, crash, isolate"],
    ["ignore-accepted", "isolate, partition, crash"],
    ["accept-anything", "pause, isolate, partition"],
  ])("with the mistake %s is found out", (bug, kinds) => {
    const options = `{ proposers: anyone, bug: ${bug} }`;
    const found = seeds.flatMap((seed) =>
      failedChecks(runOf({ options, nodes: 3, rest: nemesis(kinds) }, seed)),
    );
    expect(found.filter((name) => name.includes("multi-paxos/")).length).toBeGreaterThan(0);
  });
});
