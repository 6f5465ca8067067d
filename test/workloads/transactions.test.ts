import { describe, expect, it } from "vitest";
import { valuesOf } from "../../src/base/index.ts";
import { describeFault, type RecordedEntry } from "../../src/cluster/index.ts";
import type { MicroOperation } from "../../src/history/index.ts";
import { createRun, parseScenario } from "../../src/scenario/index.ts";

function documentOf(workload: object, more: object = {}): string {
  return JSON.stringify({
    lightcone: 1,
    title: "T",
    cluster: { program: "raft", nodes: 3 },
    workload: { kind: "transactions", ...workload },
    run: { until: "2s" },
    ...more,
  });
}

/** What clients ask of a store that knows no transactions: it fails them all. */
function historyOf(workload: object, more: object = {}): RecordedEntry[] {
  const parsed = parseScenario(documentOf(workload, more), "f.yaml");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const run = createRun(parsed.value, { seed: "1" });
  run.advance();
  return valuesOf(run.cluster.history);
}

function invokedIn(history: readonly RecordedEntry[]): (readonly MicroOperation[])[] {
  return history.filter(({ type }) => type === "invoke").map(({ value }) => value as never);
}

describe("transactions that clients draw", () => {
  const drawn = { clients: 3, think: "5ms", length: [2, 5], keys: 4, mix: { read: 30, write: 70 } };

  it("have no key, and as many micro-operations as the length allows, of each number some", () => {
    const history = historyOf(drawn);
    for (const { f, key } of history) expect([f, key]).toEqual(["txn", undefined]);
    const lengths = invokedIn(history).map(({ length }) => length);
    expect(lengths.length).toBeGreaterThan(100);
    expect(new Set(lengths)).toEqual(new Set([2, 3, 4, 5]));
  });

  it("mix reads and writes by their weights, over all keys", () => {
    const steps = invokedIn(historyOf(drawn)).flat();
    const reads = steps.filter(([f]) => f === "r");
    expect(reads.length / steps.length).toBeCloseTo(0.3, 1);
    expect(reads.every(([, , value]) => value === null)).toBe(true);
    expect(new Set(steps.map(([, key]) => key))).toEqual(new Set(["k1", "k2", "k3", "k4"]));
  });

  it.each([
    ["list-append", "append"],
    ["rw-register", "w"],
  ])("write in the style %s with %s, never an element twice, nor one of the script", (style, write) => {
    const script = [{ at: "1s", client: "c2", txn: [[write, "k1", 7]] }];
    const steps = invokedIn(historyOf({ ...drawn, style, script })).flat();
    const writes = steps.filter(([f]) => f !== "r");
    expect(new Set(writes.map(([f]) => f))).toEqual(new Set([write]));
    const elements = writes.map(([, , element]) => element);
    expect(new Set(elements).size).toBe(elements.length);
    expect(elements).toContain(7);
  });
});

describe("transactions that are spelt out", () => {
  it("stand in the history as Elle writes them, from a script and from a fault plan", () => {
    const history = historyOf(
      {
        clients: 2,
        script: [
          {
            at: "1s",
            client: "c1",
            txn: [
              ["r", "x"],
              ["append", "y", 1],
            ],
          },
        ],
      },
      { faults: [{ at: "1.5s", operation: "c2", do: { txn: [["append", "x", "late"]] } }] },
    );
    expect(invokedIn(history)).toEqual([
      [
        ["r", "x", null],
        ["append", "y", 1],
      ],
      [["append", "x", "late"]],
    ]);
  });

  it("are told in few words", () => {
    const value = [
      ["r", "x", null],
      ["append", "y", 1],
    ];
    expect(describeFault({ do: "operation", nodes: ["c1"], f: "txn", key: "", value })).toBe(
      "operation c1 r x, append y 1",
    );
  });

  it("without an answer are unknown, but a read-only one certainly did not happen", () => {
    const history = historyOf(
      {
        clients: 2,
        deadline: "100ms",
        script: [
          {
            at: "1s",
            client: "c1",
            txn: [
              ["r", "x"],
              ["append", "y", 1],
            ],
          },
          {
            at: "1s",
            client: "c2",
            txn: [
              ["r", "x"],
              ["r", "y"],
            ],
          },
        ],
      },
      { faults: [{ at: "500ms", crash: "all" }] },
    );
    const ended = history.filter(({ type }) => type !== "invoke");
    expect(Object.fromEntries(ended.map(({ process, type }) => [process, type]))).toEqual({
      0: "info",
      1: "fail",
    });
  });

  it("are refused when they do what the workload's style does not", () => {
    const script = [
      {
        at: "1s",
        client: "c1",
        txn: [
          ["r", "x"],
          ["w", "y", 1],
        ],
      },
    ];
    const parsed = parseScenario(documentOf({ script }), "f.yaml");
    expect(parsed).toMatchObject({
      ok: false,
      error: [{ problem: "transactions of the style list-append do not write registers", found: "w" }],
    });
  });
});
