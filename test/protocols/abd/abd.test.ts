import { describe, expect, it } from "vitest";
import { valuesOf } from "../../../src/base/index.ts";
import { createRun, parseScenario, type Run } from "../../../src/scenario/index.ts";

interface Setup {
  readonly options?: string;
  readonly nodes?: number;
  readonly rest: string;
}

function runOf({ options = "{}", nodes = 3, rest }: Setup, seed = "1"): Run {
  const text = `lightcone: 1
title: T
cluster: { nodes: ${nodes}, program: abd, options: ${options}, disk: { sync: "exponential(1ms)" } }
${rest}
`;
  const parsed = parseScenario(text, "f.yaml");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const run = createRun(parsed.value, { seed });
  run.advance();
  return run;
}

const verdictOf = (run: Run): string =>
  run
    .result()
    .checks.map(({ name, verdict }) => `${name} ${verdict}`)
    .join(", ");

const HELD = "linearizable valid, abd/tags-rise valid, abd/one-value-a-tag valid";

const nemesis = `
network: { latency: "lognormal(5ms, 0.6)", loss: 0.02, duplicate: 0.02 }
workload: { clients: 4, think: "exponential(20ms)", keys: 2, mix: { read: 1, write: 1 }, target: random, timeout: 150ms, until: 4s }
nemesis: { from: 200ms, until: 4s, every: "exponential(250ms)", for: 50ms..400ms, kinds: [crash, pause, partition, isolate, cut, slow] }
run: { until: 6s }`;

const seeds = Array.from({ length: 40 }, (_, index) => String(index + 1));

/** Two reads after a write that has reached only n1: the first by way of n1, the second by way of nodes that lack it. */
const inversion = `
network: { latency: 5ms, links: [{ from: n1, to: [n2, n3], latencyOf: { Update: 200ms, QueryReply: 200ms } }] }
workload:
  clients: 3
  script:
    - { at: 100ms, client: c1, write: [x, 1] }
    - { at: 130ms, client: c2, read: x }
    - { at: 200ms, client: c3, read: x }
  overrides: { c1: { target: n1 }, c2: { target: n1 }, c3: { target: n2 } }
run: { until: 1s }`;

describe("an atomic register by majorities (Attiya, Bar-Noy & Dolev 1995)", () => {
  it("stays linearizable under any faults, and its tags are sound", () => {
    for (const seed of seeds) expect(verdictOf(runOf({ rest: nemesis }, seed)), `seed ${seed}`).toBe(HELD);
    for (const seed of seeds.slice(0, 10))
      expect(verdictOf(runOf({ nodes: 5, rest: nemesis }, seed)), `seed ${seed}`).toBe(HELD);
  });

  it("needs a read's second phase: without it a later read may return the older value (§1)", () => {
    expect(verdictOf(runOf({ rest: inversion }))).toBe(HELD);
    const broken = runOf({ options: "{ bug: no-write-back }", rest: inversion });
    expect(verdictOf(broken)).toContain("linearizable invalid");
    const answers = valuesOf(broken.cluster.history)
      .filter(({ f, type }) => f === "read" && type === "ok")
      .map(({ value }) => value);
    expect(answers).toEqual([1, null]);
  });

  it("answers with one of three nodes down, and not with two", () => {
    const write = (down: number): string => `
workload: { clients: 1, target: n1, script: [{ at: 100ms, client: c1, write: [x, 1] }] }
faults: [{ at: 0s, crash: [${["n2", "n3"].slice(0, down).join(", ")}] }]
run: { until: 5s }`;
    const outcomes = (down: number): object => runOf({ rest: write(down) }).result().operations;
    expect(outcomes(1)).toMatchObject({ ok: 1, info: 0 });
    expect(outcomes(2)).toMatchObject({ ok: 0, info: 1 });
  });

  it("refuses what is no operation of a register", () => {
    const rest = `
workload: { clients: 1, script: [{ at: 100ms, client: c1, cas: [x, 1, 2] }] }
run: { until: 1s }`;
    expect(valuesOf(runOf({ rest }).cluster.history).at(-1)).toMatchObject({
      type: "fail",
      error: "unsupported",
    });
  });

  it("is found out when a minority is taken for a quorum", () => {
    const options = "{ bug: minority-quorum }";
    const found = seeds.filter((seed) =>
      verdictOf(runOf({ options, rest: nemesis }, seed)).includes("linearizable invalid"),
    );
    expect(found.length).toBeGreaterThan(0);
  });

  it("is found out when a replica answers before its disk has the value", () => {
    const rest = `
network: { latency: 5ms }
workload:
  clients: 2
  script: [{ at: 100ms, client: c1, write: [x, 1] }, { at: 400ms, client: c2, read: x }]
  overrides: { c1: { target: n1 }, c2: { target: n3 } }
faults:
  - { at: 50ms, isolate: n3, for: 150ms }
  - { at: 250ms, crash: n2, for: 50ms }
  - { at: 350ms, isolate: n1 }
run: { until: 1s }`;
    expect(verdictOf(runOf({ rest }))).toBe(HELD);
    expect(verdictOf(runOf({ options: "{ bug: acknowledge-before-sync }", rest }))).toContain(
      "linearizable invalid",
    );
  });
});
