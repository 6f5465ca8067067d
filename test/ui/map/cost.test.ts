import { expect, test } from "vitest";
import { measureCost, partedStretches } from "../../../src/ui/map/cost.ts";
import type { FaultSpan } from "../../../src/ui/run/fault-spans.ts";
import type { Operation } from "../../../src/ui/run/operations.ts";

function operation(invokeUs: number, completeUs: number, rest: Partial<Operation> = {}): Operation {
  return {
    index: 0,
    process: 0,
    node: 5,
    f: "read",
    key: "x",
    input: null,
    invokeUs,
    invokeEvent: 0,
    invokeEntry: 0,
    outcome: "ok",
    completeUs,
    completeEvent: 0,
    completeEntry: 1,
    ...rest,
  };
}

function span(kind: string, startUs: number, endUs?: number): FaultSpan {
  return { id: 0, event: 0, kind, startUs, text: kind, nodes: [], ...(endUs === undefined ? {} : { endUs }) };
}

test("latencies are those of answered operations, reads and writes apart", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => operation(0, (index + 1) * 10));
  const writes = [operation(0, 500, { f: "write" }), operation(0, 9_000, { f: "write", outcome: "info" })];
  const cost = measureCost([...hundred.reverse(), ...writes], []);
  expect(cost.reads).toEqual({ count: 100, p50Us: 500, p99Us: 990 });
  expect(cost.writes).toEqual({ count: 1, p50Us: 500, p99Us: 500 });
});

test("a transaction that writes nothing is a read", () => {
  const reading = operation(0, 5, { f: "txn", input: [["r", "x", null]] });
  const writing = operation(0, 7, {
    f: "txn",
    input: [
      ["r", "x", null],
      ["append", "y", 1],
    ],
  });
  const cost = measureCost([reading, writing], []);
  expect(cost.reads?.p50Us).toBe(5);
  expect(cost.writes?.p50Us).toBe(7);
});

test("without operations there is nothing to tell of", () => {
  const none = measureCost([], [span("partition", 0)]);
  expect(none).toEqual({
    reads: undefined,
    writes: undefined,
    all: { operations: 0, answered: 0, share: 0 },
    parted: undefined,
  });
});

test("an answer that a cas was refused is an answer, a failure with an error is none", () => {
  const refused = operation(0, 1, { f: "cas", outcome: "fail" });
  const failed = operation(0, 1, { f: "cas", outcome: "fail", error: "unsupported" });
  const unknown = operation(0, 1, { outcome: "info" });
  const open = operation(0, Infinity, { outcome: "open" });
  expect(measureCost([refused, failed, unknown, open], []).all).toEqual({
    operations: 4,
    answered: 1,
    share: 0.25,
  });
});

test("while the network is parted, only what is answered before it is whole again counts", () => {
  const before = operation(900, 950);
  const during = operation(1_000, 1_100);
  const late = operation(1_500, 2_000);
  const never = operation(1_600, Infinity, { outcome: "open" });
  const after = operation(2_000, 2_100);
  const { parted, all } = measureCost(
    [before, during, late, never, after],
    [span("partition", 1_000, 2_000)],
  );
  expect(parted).toEqual({ operations: 3, answered: 1, share: 1 / 3 });
  expect(all).toEqual({ operations: 5, answered: 4, share: 0.8 });
});

test("a partition that nothing ends lasts to the end of the run", () => {
  const { parted } = measureCost([operation(5_000, 6_000)], [span("isolate", 1_000)]);
  expect(parted).toEqual({ operations: 1, answered: 1, share: 1 });
});

test("faults that keep nodes from each other join to stretches; others do not part the network", () => {
  const spans = [
    span("cut", 500, 700),
    span("partition", 100, 400),
    span("isolate", 300, 600),
    span("crash", 0, 9_000),
    span("partition", 800, 900),
  ];
  expect(partedStretches(spans)).toEqual([
    [100, 700],
    [800, 900],
  ]);
});
