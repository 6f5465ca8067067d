import { describe, expect, it } from "vitest";
import { valuesOf } from "../../../src/base/index.ts";
import type { ClocksState } from "../../../src/protocols/clocks/state.ts";
import { createRun, parseScenario, type Run } from "../../../src/scenario/index.ts";

const skewed = "{ n2: { offset: 40ms }, n3: { offset: -25ms, drift: 20000ppm } }";
const steps = "[{ at: 2s, clock-step: n2, by: -300ms }, { at: 3s, clock-drift: n1, by: -100000ppm }]";
const seeds = ["1", "2", "3", "4", "5"];

function runOf(clock: string, { clocks = "{}", faults = "[]", seed = "1", loss = 0 } = {}): Run {
  const text = `lightcone: 1
title: T
cluster: { nodes: 4, program: clocks, options: { clock: ${clock}, wait: exponential(20ms) }, clocks: ${clocks} }
network: { latency: "lognormal(5ms, 0.5)", loss: ${loss}, duplicate: ${loss} }
faults: ${faults}
run: { until: 5s }
`;
  const parsed = parseScenario(text, "f.yaml");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const run = createRun(parsed.value, { seed });
  run.advance();
  return run;
}

const verdictOf = (run: Run, invariant: string): string =>
  run.result().checks.find(({ name }) => name === `clocks/${invariant}`)!.verdict;

const sumOf = (run: Run, field: "ordered" | "unordered" | "backwards"): number =>
  run.cluster.nodes.reduce((sum, { state }) => sum + (state as ClocksState)[field], 0);

describe("the clock condition (Lamport 1978)", () => {
  it.each(["lamport", "vector", "hybrid"])("holds of %s clocks, however physical clocks run", (clock) => {
    for (const seed of seeds) {
      const run = runOf(clock, { clocks: skewed, faults: steps, seed, loss: 0.1 });
      expect(verdictOf(run, "clock-condition"), `seed ${seed}`).toBe("valid");
      expect(sumOf(run, "backwards")).toBe(0);
    }
  });

  it("is broken by physical clocks that are apart by more than a message takes, and by one that is stepped", () => {
    const apart = runOf("physical", { clocks: skewed });
    expect(verdictOf(apart, "clock-condition")).toBe("invalid");
    expect(sumOf(apart, "backwards")).toBeGreaterThan(100);
    expect(verdictOf(runOf("physical", { faults: steps }), "clock-condition")).toBe("invalid");
  });

  it("holds of physical clocks that run true", () => {
    const run = runOf("physical");
    expect(verdictOf(run, "clock-condition")).toBe("valid");
    expect(sumOf(run, "backwards")).toBe(0);
  });
});

describe("concurrent events", () => {
  it("are put in an order by Lamport's clocks, all of them", () => {
    const run = runOf("lamport");
    expect(sumOf(run, "ordered")).toBeGreaterThan(50);
    expect(sumOf(run, "unordered")).toBe(0);
  });

  it("are recognized by vector clocks, all of them", () => {
    const run = runOf("vector");
    expect(sumOf(run, "ordered")).toBe(0);
    expect(sumOf(run, "unordered")).toBe(sumOf(runOf("lamport"), "ordered"));
  });

  it("are told in notes, as many as are counted", () => {
    const run = runOf("lamport");
    const notes = valuesOf(run.cluster.notes).filter(({ kind }) => kind === "ordered");
    expect(notes).toHaveLength(sumOf(run, "ordered"));
    expect(notes[0]!.text).toMatch(
      /^event \d+ \(\d+\) and event \d+ of n\d \(\d+\) are concurrent, and stamped one/,
    );
  });
});

describe("hybrid logical clocks (Kulkarni et al. 2014)", () => {
  it("stay between their node's physical clock and the fastest one", () => {
    for (const seed of seeds) {
      const run = runOf("hybrid", { clocks: skewed, faults: steps, seed });
      expect(verdictOf(run, "hybrid-bound"), `seed ${seed}`).toBe("valid");
    }
  });
});
