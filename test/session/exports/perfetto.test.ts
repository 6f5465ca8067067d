import { describe, expect, it } from "vitest";
import { EventKind, isDrop } from "../../../src/cluster/index.ts";
import type { ExportFacts } from "../../../src/session/exports/index.ts";
import { exportText, factsOf, smallScenario } from "./facts-of.ts";

interface TraceEvent {
  readonly ph: string;
  readonly pid: number;
  readonly tid?: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly id?: number;
  readonly name?: string;
  readonly cat?: string;
  readonly args?: Readonly<Record<string, unknown>>;
}

const facts = factsOf();
const { trace, cluster } = facts;
const file = fileOf(facts);
const events = file.traceEvents;
const of = (ph: string): TraceEvent[] => events.filter((event) => event.ph === ph);
const records = Array.from({ length: trace.length }, (_, index) => index);

function fileOf(run: ExportFacts): {
  readonly traceEvents: readonly TraceEvent[];
  readonly otherData: Readonly<Record<string, string>>;
} {
  return JSON.parse(exportText("perfetto", run)) as ReturnType<typeof fileOf>;
}

describe("a trace for Perfetto", () => {
  it("has a process a node, in order, and the cluster before them", () => {
    const names = of("M").filter(({ name }) => name === "process_name");
    expect(names.map(({ args }) => args!["name"])).toEqual(["A small cluster", "n1", "n2", "n3", "c1", "c2"]);
    const threads = of("M").filter(({ name }) => name === "thread_name");
    expect(new Set(threads.map(({ tid }) => tid)).size).toBe(threads.length);
  });

  it("has every event once, in µs of virtual time, at its node: faults as instants, the rest as slices", () => {
    const shown = events.filter(({ ph, args }) => (ph === "X" || ph === "i") && args!["event"] !== undefined);
    expect(shown.map(({ args }) => args!["event"])).toEqual(records);
    for (const { args, ts, pid } of shown) {
      const index = args!["event"] as number;
      expect(ts).toBe(trace.timeUs(index));
      expect(pid).toBe(trace.kind(index) === EventKind.fault ? 1 : trace.node(index) + 2);
    }
  });

  it("has an arrow a message, from the slice of its sending to the slice of its end, alike in name and category", () => {
    const messages = records.filter(
      (index) => trace.kind(index) === EventKind.deliver || isDrop(trace.kind(index)),
    );
    expect(
      of("s")
        .map(({ id }) => id)
        .toSorted((a, b) => a! - b!),
    ).toEqual(messages);
    const ends = new Map(of("f").map((end) => [end.id, end]));
    for (const start of of("s")) {
      const end = ends.get(start.id)!;
      expect([end.name, end.cat]).toEqual([start.name, start.cat]);
      expect([start.ts, end.ts]).toEqual([trace.timeUs(trace.cause(start.id!)), trace.timeUs(start.id!)]);
    }
  });

  it("keeps each end of an arrow right behind the slice that it belongs to, for readers bind it to the open slice", () => {
    let slice: TraceEvent | undefined;
    for (const event of events) {
      if (event.ph === "X") slice = event;
      if (event.ph !== "s" && event.ph !== "f") continue;
      expect([event.pid, event.tid, event.ts]).toEqual([slice!.pid, slice!.tid, slice!.ts]);
      const record = slice!.args!["event"] as number;
      expect(event.ph === "f" ? event.id : trace.cause(event.id!)).toBe(record);
    }
  });

  it("opens and closes each operation at its client, by one id", () => {
    const begun = of("b").filter(({ cat }) => cat === "operation");
    const ended = of("e").filter(({ cat }) => cat === "operation");
    expect(begun.length).toBeGreaterThan(100);
    expect(new Set(begun.map(({ id }) => id)).size).toBe(begun.length);
    for (const { id, ts, name } of ended) {
      const begin = begun[id!]!;
      expect(begin).toMatchObject({ id, name });
      expect(ts).toBeGreaterThanOrEqual(begin.ts!);
    }
    expect(ended.length).toBe(cluster.history.length - begun.length);
  });

  it("shows a fault that lasted from its beginning to its end", () => {
    const edges = events.filter(({ ph, cat }) => cat === "fault" && ph !== "i");
    expect(edges.map(({ ph, ts, name }) => `${ph} ${ts} ${name}`)).toEqual([
      "b 1000000 crash n1 for 300ms",
      "e 1300000 crash n1 for 300ms",
      "b 2000000 partition n1 | n2 n3 for 400ms",
      "e 2400000 partition n1 | n2 n3 for 400ms",
    ]);
  });

  it("ends a fault that was healed before its time when it was healed, once", () => {
    const healed = factsOf(
      "7",
      smallScenario.replace("- { at: 2s,", "- { at: 2100ms, heal: all }\n  - { at: 2s,"),
    );
    const text = exportText("perfetto", healed);
    const ends = text
      .split("\n")
      .filter((one) => one.includes('"ph":"e"') && one.includes('"partition n1 | n2'));
    expect(ends.map((one) => /"ts":(\d+)/.exec(one)?.[1])).toEqual(["2100000"]);
  });

  it.each([
    ["one that nothing ends, to the end of the run", "- { at: 3s, cut: [n1, n2] }", "cut n1 to n2", Infinity],
    [
      "a crash, until the node is up again",
      "- { at: 3s, crash: n2 }\n  - { at: 3500ms, restart: n2 }",
      "crash n2",
      3_500_000,
    ],
    [
      "a pause of two, until both are",
      "- { at: 3s, pause: [n2, n3] }\n  - { at: 3200ms, resume: n2 }\n  - { at: 3500ms, resume: n3 }",
      "pause n2 n3",
      3_500_000,
    ],
    [
      "a stalled disk, as long as it was to last",
      "- { at: 3s, disk-stall: n2, for: 123457us }",
      "disk-stall n2 for 123.457ms",
      3_123_457,
    ],
  ])("shows a fault as long as it lasted: %s", (_which, entry, name, endUs) => {
    const lasting = factsOf("7", smallScenario.replace("run:", `  ${entry}\nrun:`));
    const slices = fileOf(lasting).traceEvents.filter(
      ({ cat, ph, ts }) => cat === "fault" && ph !== "i" && ts! >= 3_000_000,
    );
    expect(slices.map(({ ph, ts, name: text }) => [ph, ts, text])).toEqual([
      ["b", 3_000_000, name],
      ["e", Math.min(endUs, lasting.cluster.nowUs), name],
    ]);
    const times = fileOf(lasting).traceEvents.flatMap(({ ts, ph }) =>
      ts === undefined || ph === "C" ? [] : [ts],
    );
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it("shows as an instant alone what does not last, or found no node", () => {
    const entries = "- { at: 1ms, crash: leader }\n  - { at: 3s, clock-step: n2, by: 1ms }";
    const brief = factsOf("7", smallScenario.replace("run:", `  ${entries}\nrun:`));
    const names = fileOf(brief).traceEvents.flatMap(({ cat, ph, name }) =>
      cat === "fault" && ph === "b" ? [name] : [],
    );
    expect(names).toEqual(["crash n1 for 300ms", "partition n1 | n2 n3 for 400ms"]);
  });

  it("shows the crashed node as down, and every role slice closed", () => {
    const down = of("B").find(({ name }) => name === "down")!;
    expect(down).toMatchObject({ pid: 2, ts: 1_000_000 });
    expect(of("B").length).toBe(of("E").length);
    expect(of("B").some(({ name }) => /^leader, term \d+$/.test(name!))).toBe(true);
  });

  it("counts messages under way from none to none or what the end cut off, never below", () => {
    const counts = of("C").flatMap(({ args }) =>
      args!["messages"] === undefined ? [] : [args!["messages"]],
    );
    expect(counts.every((count) => (count as number) >= 0)).toBe(true);
    expect(counts.at(-1)).toBe(0);
  });

  it("is in the order of time", () => {
    const times = events.flatMap(({ ts, ph }) => (ts === undefined || ph === "C" ? [] : [ts]));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it("says what it is of", () => {
    expect(file.otherData).toMatchObject({
      seed: "7",
      engine: facts.engine,
      fingerprint: facts.fingerprint,
      scenario: "scenarios/small.yaml",
    });
  });
});
