import { describe, expect, it } from "vitest";
import { valuesOf } from "../../src/base/index.ts";
import type { RecordedEntry } from "../../src/cluster/index.ts";
import { createRun, parseScenario } from "../../src/scenario/index.ts";

function historyOf(workload: string, network = "{ latency: 1ms }", until = "200s"): RecordedEntry[] {
  const text = `lightcone: 1\ntitle: T\ncluster: { program: raft, nodes: 1 }\nnetwork: ${network}\nworkload: ${workload}\nrun: { until: ${until} }\n`;
  const parsed = parseScenario(text, "f.yaml");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const run = createRun(parsed.value);
  run.advance();
  return valuesOf(run.cluster.history);
}

const invocations = (history: readonly RecordedEntry[]): RecordedEntry[] =>
  history.filter(({ type }) => type === "invoke");

function gapsMs(entries: readonly RecordedEntry[]): number[] {
  return entries.slice(1).map(({ timeUs }, index) => (timeUs - entries[index]!.timeUs) / 1000);
}

describe("arrivals", () => {
  it("of an open loop come at the rate of all clients together, with exponential gaps", () => {
    const begun = invocations(historyOf("{ clients: 4, rate: 50/s, from: 1s }"));
    expect(begun.length / 199).toBeGreaterThan(50 - 4 * Math.sqrt(50 / 199));
    expect(begun.length / 199).toBeLessThan(50 + 4 * Math.sqrt(50 / 199));
    const gaps = gapsMs(begun);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
    expect(Math.sqrt(variance) / mean).toBeGreaterThan(0.95);
    expect(Math.sqrt(variance) / mean).toBeLessThan(1.05);
    // Of an exponential distribution 1/e is beyond the mean.
    expect(gaps.filter((gap) => gap > mean).length / gaps.length).toBeCloseTo(Math.exp(-1), 1);
  });

  it("may be constant", () => {
    const begun = invocations(
      historyOf("{ rate: 10/s, arrivals: constant, until: 5s }", "{ latency: 1ms }", "10s"),
    );
    expect(begun.length).toBe(49);
    expect(new Set(gapsMs(begun))).toEqual(new Set([100]));
  });

  it("of an open loop go on whatever becomes of the operations before", () => {
    const history = historyOf(
      "{ rate: 20/s, arrivals: constant, timeout: 1s, deadline: 1s }",
      "{ latency: 1ms, clients: { loss: 1 } }",
      "5s",
    );
    const begun = invocations(history);
    expect(begun.length).toBe(100);
    expect(new Set(begun.map(({ process }) => process)).size).toBeGreaterThan(19);
  });

  it("of a closed loop wait for the answer, and then think", () => {
    const history = historyOf("{ clients: 1, think: 30ms, mix: { write: 1 } }", "{ latency: 10ms }", "10s");
    const answered = history.filter(({ type }) => type === "ok");
    const begun = invocations(history).slice(1);
    begun.forEach(({ timeUs }, index) => expect(timeUs - answered[index]!.timeUs).toBe(30_000));
    expect(new Set(history.map(({ process }) => process))).toEqual(new Set([0]));
  });

  it("follow the mix", () => {
    const begun = invocations(historyOf("{ rate: 100/s, mix: { read: 6, write: 3, cas: 1 } }"));
    const share = (f: string): number => begun.filter((entry) => entry.f === f).length / begun.length;
    expect(share("read")).toBeCloseTo(0.6, 1);
    expect(share("write")).toBeCloseTo(0.3, 1);
    expect(share("cas")).toBeCloseTo(0.1, 1);
  });

  it("end where the scenario says", () => {
    const limited = invocations(
      historyOf("{ clients: 3, rate: 100/s, operations: 5, overrides: { c2: { operations: 0 } } }"),
    );
    expect(limited).toHaveLength(10);
    const timed = invocations(historyOf("{ rate: 100/s, from: 1s, until: 2s }"));
    expect(Math.min(...timed.map(({ timeUs }) => timeUs))).toBeGreaterThanOrEqual(1_000_000);
    expect(Math.max(...timed.map(({ timeUs }) => timeUs))).toBeLessThan(2_000_000);
  });

  it("are the same whatever the store does: two variants share their load", () => {
    const of = (network: string): unknown[] =>
      invocations(
        historyOf("{ clients: 2, rate: 30/s, keys: 3, mix: { read: 1, write: 1 } }", network, "20s"),
      ).map(({ timeUs, f, key, value }) => [timeUs, f, key, value]);
    expect(of("{ latency: 1ms }")).toEqual(of("{ latency: 80ms, loss: 0.3 }"));
  });
});
