import { describe, expect, it } from "vitest";
import { valuesOf } from "../../src/base/index.ts";
import { describeFault, type RecordedEntry, type Value } from "../../src/cluster/index.ts";
import { createRun, parseScenario } from "../../src/scenario/index.ts";

/** What clients ask of one replica, and are told. */
function historyOf(data: string, workload: object, more: object = {}): RecordedEntry[] {
  const document = {
    lightcone: 1,
    title: "T",
    cluster: { program: "multi-leader", nodes: 1, options: { data } },
    workload,
    run: { until: "2s" },
    ...more,
  };
  const parsed = parseScenario(JSON.stringify(document), "f.yaml");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const run = createRun(parsed.value, { seed: "1" });
  run.advance();
  return valuesOf(run.cluster.history);
}

function invoked(history: readonly RecordedEntry[], f: string): Value[] {
  return history.filter((entry) => entry.type === "invoke" && entry.f === f).map(({ value }) => value);
}

/** `read ["a"]`: what was told, in order. */
function told(history: readonly RecordedEntry[]): string[] {
  return history
    .filter(({ type }) => type !== "invoke")
    .map(({ type, f, value, error }) => `${type === "ok" ? f : type} ${JSON.stringify(error ?? value)}`);
}

const closed = { clients: 3, think: "5ms", keys: 2 };

describe("set", () => {
  it("adds fresh elements, never one twice nor one of the script, and removes what it saw", () => {
    const script = [{ at: "1s", client: "c1", add: ["x", 5] }];
    const history = historyOf("or-set", { kind: "set", ...closed, script });
    const added = invoked(history, "add");
    expect(added.length).toBeGreaterThan(100);
    expect(new Set(added).size).toBe(added.length);
    expect(added).toContain(5);
    const removed = invoked(history, "remove").filter((element) => element !== 0);
    expect(removed.length).toBeGreaterThan(10);
    for (const element of removed) expect(added).toContain(element);
  });

  it("draws from so many elements when it is told how many", () => {
    const history = historyOf("or-set", { kind: "set", elements: 4, ...closed });
    expect(new Set(invoked(history, "add"))).toEqual(new Set([1, 2, 3, 4]));
    expect(new Set(invoked(history, "remove"))).toEqual(new Set([1, 2, 3, 4]));
  });

  it("spells out operations; a read is the sorted set", () => {
    const script = [
      { at: "100ms", client: "c1", add: ["x", "b"] },
      { at: "200ms", client: "c1", add: ["x", "a"] },
      { at: "300ms", client: "c1", remove: ["x", "b"] },
      { at: "400ms", client: "c1", add: ["x", "c"] },
      { at: "500ms", client: "c1", read: "x" },
      { at: "600ms", client: "c1", read: "y" },
    ];
    const history = historyOf("or-set", { kind: "set", script });
    const answers = ['add "b"', 'add "a"', 'remove "b"', 'add "c"', 'read ["a","c"]', "read []"];
    expect(told(history)).toEqual(answers);
  });
});

describe("counter", () => {
  it("adds 1 unless it is told more, and takes away by its weight", () => {
    const ones = historyOf("pn-counter", { kind: "counter", ...closed });
    expect(new Set(invoked(ones, "add"))).toEqual(new Set([1]));
    const mix = { add: 50, subtract: 50 };
    const both = historyOf("pn-counter", { kind: "counter", most: 2, mix, ...closed });
    expect(new Set(invoked(both, "add"))).toEqual(new Set([-2, -1, 1, 2]));
    expect(invoked(both, "read")).toEqual([]);
  });

  it("spells out operations; a read is the number", () => {
    const script = [
      { at: "100ms", client: "c1", add: ["x", 3] },
      { at: "200ms", client: "c1", add: ["x", -1] },
      { at: "300ms", client: "c1", read: "x" },
    ];
    expect(told(historyOf("pn-counter", { kind: "counter", script }))).toEqual(["add 3", "add -1", "read 2"]);
    expect(told(historyOf("g-counter", { kind: "counter", script }))).toEqual([
      "add 3",
      'fail "unsupported"',
      "read 3",
    ]);
  });
});

describe("text", () => {
  it("inserts letters of the client's own, and deletes as many, at places of the text that it saw", () => {
    const history = historyOf("text", { kind: "text", length: 2, ...closed });
    const inserted = invoked(history, "insert") as unknown as readonly (readonly [number, string])[];
    expect(new Set(inserted.map(([, letters]) => letters))).toEqual(new Set(["aa", "bb", "cc"]));
    expect(Math.max(...inserted.map(([position]) => position))).toBeGreaterThan(10);
    expect(invoked(history, "delete").every((value) => (value as number[])[1] === 2)).toBe(true);
  });

  it("spells out operations; a deletion is answered with what it took away", () => {
    const script = [
      { at: "100ms", client: "c1", insert: ["x", 0, "held"] },
      { at: "200ms", client: "c1", insert: ["x", 99, "!"] },
      { at: "300ms", client: "c1", delete: ["x", 0, 1] },
      { at: "400ms", client: "c1", insert: ["x", 0, "w"] },
      { at: "500ms", client: "c1", read: "x" },
    ];
    const answers = ['insert [0,"held"]', 'insert [99,"!"]', 'delete "h"', 'insert [0,"w"]', 'read "weld!"'];
    expect(told(historyOf("text", { kind: "text", script }))).toEqual(answers);
  });
});

describe("a fault plan", () => {
  it.each([
    ["or-set", "set", { add: ["x", "a"] }, 'operation c1 add x "a"'],
    ["pn-counter", "counter", { add: ["x", 2] }, "operation c1 add x 2"],
    ["text", "text", { insert: ["x", 0, "a"] }, 'operation c1 insert x "a" at 0'],
    ["text", "text", { delete: ["x", 3, 1] }, "operation c1 delete x 1 at 3"],
  ])("has a client of %s issue %s operations", (data, kind, form, words) => {
    const workload = { kind, script: [{ at: "1s", client: "c1", read: "x" }] };
    const faults = [{ at: "500ms", operation: "c1", do: form }];
    const [first] = historyOf(data, workload, { faults });
    const { f, key, value } = first!;
    expect(describeFault({ do: "operation", nodes: ["c1"], f, key: key!, value })).toBe(words);
  });

  it("cannot have one issue what its workload does not know", () => {
    const workload = { kind: "counter", think: "5ms" };
    const faults = [{ at: "500ms", operation: "c1", do: { remove: ["x", 1] } }];
    expect(() => historyOf("pn-counter", workload, { faults })).toThrow(/remove/);
  });
});

it.each([
  ["lww-register", { kind: "set", script: [{ at: "1s", client: "c1", add: ["x", 1] }] }],
  ["or-set", { script: [{ at: "1s", client: "c1", write: ["x", 1] }] }],
  ["lww-register", { script: [{ at: "1s", client: "c1", cas: ["x", 1, 2] }] }],
  ["text", { kind: "counter", script: [{ at: "1s", client: "c1", add: ["x", 1] }] }],
])("%s refuses an operation that it does not know", (data, workload) => {
  expect(told(historyOf(data, workload))).toEqual(['fail "unsupported"']);
});
