import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { valuesOf } from "../../src/base/index.ts";
import type { RecordedEntry } from "../../src/cluster/index.ts";
import type { Value } from "../../src/history/index.ts";
import { createRun, parseScenario, type Run } from "../../src/scenario/index.ts";

function runOf(document: object, seed: string): Run {
  const parsed = parseScenario(
    JSON.stringify({ lightcone: 1, title: "T", run: { until: "3s" }, ...document }),
    "f.yaml",
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const run = createRun(parsed.value, { seed });
  run.advance();
  return run;
}

function historyOf(document: object, seed: string): RecordedEntry[] {
  return valuesOf(runOf(document, seed).cluster.history);
}

function verdictOf(document: object, seed: string): string | undefined {
  return runOf(document, seed)
    .result()
    .checks.find(({ name }) => name === "linearizable")?.verdict;
}

/** Jepsen's rules: a process does one thing at a time, completes what it began, and is not used after an info. */
function checkForm(history: readonly RecordedEntry[]): void {
  const openBy = new Map<number, RecordedEntry>();
  const retired = new Set<number>();
  const nodeOf = new Map<number, number>();
  for (const entry of history) {
    const { process, type, f, key, value, node } = entry;
    expect(retired.has(process), `process ${process} goes on after info`).toBe(false);
    expect(nodeOf.get(process) ?? node).toBe(node);
    nodeOf.set(process, node);
    const begun = openBy.get(process);
    if (type === "invoke") {
      expect(begun).toBeUndefined();
      openBy.set(process, entry);
      continue;
    }
    expect(begun).toMatchObject({ f, key });
    if (f !== "read") expect(value).toEqual(begun!.value);
    openBy.delete(process);
    if (type === "info") retired.add(process);
    if (type === "info") expect(f, "a read without an answer certainly did not happen").not.toBe("read");
  }
}

function writtenValues(history: readonly RecordedEntry[]): Value[] {
  const begun = history.filter(({ type, f }) => type === "invoke" && f !== "read");
  return begun.map(({ f, value }) => (f === "cas" ? (value as readonly Value[])[1]! : value));
}

const workload = fc.oneof(
  fc.record({
    clients: fc.constantFrom(1, 3),
    rate: fc.constantFrom("40/s", "150/s"),
    keys: fc.constantFrom(1, 5),
    retry: fc.boolean(),
  }),
  fc.record({
    clients: fc.constantFrom(1, 4),
    think: fc.constantFrom("exponential(20ms)", "0"),
    target: fc.constantFrom("leader-hint", "random", "sticky", "n2"),
    timeout: fc.constantFrom("50ms", "300ms"),
    deadline: fc.constantFrom("100ms", "600ms"),
  }),
  fc.record({
    clients: fc.constant(2),
    rate: fc.constant("20/s"),
    script: fc.constant([
      { at: "1s", client: "c1", write: ["x", 1000] },
      { at: "1s", client: "c1", cas: ["x", 1, 2000] },
    ]),
  }),
);
const byHand = fc.record({
  at: fc.integer({ min: 0, max: 2_900 }).map((ms) => `${ms}ms`),
  operation: fc.constant("c1"),
  do: fc.oneof(
    fc.record({ read: fc.constantFrom("x", "y") }),
    fc.integer({ min: 1, max: 9 }).map((number) => ({ write: ["x", `by hand ${number}`] })),
    fc.constant({ cas: ["x", 1, "by hand"] }),
  ),
});
const trouble = fc.record({
  network: fc.record({
    latency: fc.constant("lognormal(10ms, 0.5)"),
    loss: fc.constantFrom(0, 0.1),
    duplicate: fc.constantFrom(0, 0.1),
  }),
  nemesis: fc.record({
    kinds: fc.constant(["crash", "partition", "pause", "cut"]),
    every: fc.constant("exponential(300ms)"),
    quiet: fc.constant("500ms"),
  }),
  workload,
  faults: fc.array(byHand, { maxLength: 4 }),
});

describe("histories of clients", () => {
  it("are well-formed in any trouble, and no value is written twice", () => {
    fc.assert(
      fc.property(trouble, fc.nat(1000), (document, seed) => {
        const history = historyOf({ cluster: { program: "raft", nodes: 3 }, ...document }, String(seed));
        checkForm(history);
        const written = writtenValues(history)
          .map((value) => JSON.stringify(value))
          .filter((value) => !value.includes("by hand"));
        expect(new Set(written).size).toBe(written.length);
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  it("have an operation by hand at its time, and the drawn ones as they would be without it", () => {
    const document = {
      cluster: { program: "raft", nodes: 3 },
      workload: { clients: 2, rate: "60/s", mix: { read: 50, write: 50 } },
    };
    const faults = [
      { at: "1.5s", operation: "c1", do: { write: ["x", "by hand"] } },
      { at: "1.5s", operation: "c2", do: { read: "x" } },
      { at: "1.7s", operation: "c2", do: { cas: ["x", "other", "by hand too"] } },
    ];
    const without = historyOf(document, "1");
    const history = historyOf({ ...document, faults }, "1");
    const begun = (entries: readonly RecordedEntry[]): string[] =>
      entries
        .filter(({ type }) => type === "invoke")
        .map(({ timeUs, node, f, value }) => `${timeUs / 1000} ${node} ${f} ${JSON.stringify(value)}`);
    const added = begun(history).filter((one) => !begun(without).includes(one));
    expect(added).toEqual([
      '1500 3 write "by hand"',
      "1500 4 read null",
      '1700 4 cas ["other","by hand too"]',
    ]);
    expect(begun(without).filter((one) => !begun(history).includes(one))).toEqual([]);
    checkForm(history);
    const outcomes = history.filter(
      ({ value, type }) => type !== "invoke" && JSON.stringify(value).includes("by hand"),
    );
    expect(outcomes.map(({ type, f }) => [type, f])).toContainEqual(["ok", "write"]);
    expect(outcomes.map(({ type, f }) => [type, f])).toContainEqual(["fail", "cas"]);
  });

  it("has no operation by hand of a client that is paused, and the fault says so", () => {
    const { cluster } = runOf(
      {
        cluster: { program: "raft", nodes: 3 },
        workload: { script: [{ at: "1s", client: "c1", read: "x" }] },
        faults: [
          { at: "2s", pause: "c1", for: "100ms" },
          { at: "2050ms", operation: "c1", do: { read: "y" } },
        ],
      },
      "1",
    );
    expect(valuesOf(cluster.history).filter(({ key }) => key === "y")).toEqual([]);
    expect(valuesOf(cluster.notes).map(({ text }) => text)).toContain("operation c1 read y [c1 is paused]");
  });

  it("give up when the deadline is over: a read fails, a write is unknown and its process retired", () => {
    const history = historyOf(
      {
        cluster: { program: "raft", nodes: 3, down: 3 },
        workload: {
          clients: 1,
          deadline: "700ms",
          script: [
            { at: "1s", client: "c1", read: "x" },
            { at: "2s", client: "c1", write: ["x", 1] },
            { at: "2.8s", client: "c1", read: "x" },
          ],
        },
      },
      "1",
    );
    expect(
      history.map(({ type, f, process, timeUs, error }) => [type, f, process, timeUs / 1000, error]),
    ).toEqual([
      ["invoke", "read", 0, 1000, undefined],
      ["fail", "read", 0, 1700, "timed-out"],
      ["invoke", "write", 0, 2000, undefined],
      ["info", "write", 0, 2700, "timed-out"],
      ["invoke", "read", 1, 2800, undefined],
    ]);
  });

  it("give up where nobody leads: a redirect does not say that no copy of a write is in a log", () => {
    const script = [
      { at: "1s", client: "c1", write: ["x", 1] },
      { at: "2s", client: "c1", read: "x" },
    ];
    const history = historyOf(
      {
        cluster: { program: "raft", nodes: 3, options: { electionTimeout: "1h..2h" } },
        workload: { deadline: "500ms", script },
      },
      "1",
    );
    expect(history.map(({ type, f, error }) => [type, f, error])).toEqual([
      ["invoke", "write", undefined],
      ["info", "write", "no-leader"],
      ["invoke", "read", undefined],
      ["fail", "read", "no-leader"],
    ]);
  });

  it("are linearizable under a correct store although every message arrives twice, the second copy late", () => {
    const document = {
      cluster: { program: "raft", nodes: 3 },
      network: { latency: "2ms", clients: { latency: "uniform(1ms, 500ms)", duplicate: 1 } },
      faults: [{ at: "1s", every: "700ms", partition: [["leader"], ["rest"]], for: "300ms" }],
      run: { until: "10s" },
    };
    const load = { clients: 5, rate: "60/s", mix: { read: 50, write: 50 }, keys: 1 };
    for (const retry of [false, true]) {
      const patient = { ...load, retry, timeout: "2s", deadline: "2s" };
      for (const seed of ["1", "2", "3"]) {
        expect(verdictOf({ ...document, workload: patient }, seed), `retry ${retry}, seed ${seed}`).toBe(
          "valid",
        );
      }
    }
  });

  it("send first where the scenario says, and follow whoever knows better", () => {
    const clientsMs = {
      cluster: { program: "raft", nodes: 3, options: { initialLeader: "n1" } },
      network: { latency: "10ms" },
    };
    const latencyMs = (target: string): number => {
      const history = historyOf(
        { ...clientsMs, workload: { target, script: [{ at: "1s", client: "c1", read: "x" }] } },
        "1",
      );
      return (history[1]!.timeUs - history[0]!.timeUs) / 1000;
    };
    // At the leader: there, a round of heartbeats, back. Elsewhere: a redirect more.
    expect(latencyMs("n1")).toBe(40);
    expect(latencyMs("n3")).toBe(60);
  });
});
