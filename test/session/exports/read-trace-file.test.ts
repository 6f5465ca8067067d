import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { valuesOf } from "../../../src/base/index.ts";
import { writeJsonLines } from "../../../src/history/index.ts";
import { readTraceFile } from "../../../src/session/exports/index.ts";
import { exportText, factsOf } from "./facts-of.ts";
import { savedRun } from "./saved-runs.ts";

const facts = factsOf(
  undefined,
  "lightcone: 1\ntitle: Short\ncluster: { program: raft }\nrun: { until: 200ms }\n",
);
const CARRIERS = ["perfetto", "shiviz", "otlp", "jepsen"] as const;

function problemOf(text: string, file = "a.json"): string {
  const read = readTraceFile(text, file);
  if (read === undefined || read.ok) throw new Error("no problem");
  return read.error[0]!.problem;
}

describe("a trace that Lightcone wrote", () => {
  it.each(CARRIERS)("carries what reopens its run, whatever words are in it: %s", (format) => {
    fc.assert(
      fc.property(savedRun, (saved) => {
        const text = exportText(format, { ...facts, saved });
        expect(readTraceFile(text, "trace")).toEqual({ ok: true, value: saved });
      }),
      { numRuns: 40 },
    );
  });

  it.each(["perfetto", "otlp"] as const)(
    "still does when another tool has laid it out anew: %s",
    (format) => {
      const json: unknown = JSON.parse(exportText(format, facts));
      for (const text of [JSON.stringify(json), JSON.stringify(json, undefined, 4)])
        expect(readTraceFile(text, "trace")).toMatchObject({ ok: true, value: { seed: facts.seed } });
    },
  );

  it.each(CARRIERS)("cut off or changed anywhere, never throws: %s", (format) => {
    const text = exportText(format, facts).slice(0, 4_000);
    fc.assert(
      fc.property(fc.nat(text.length), fc.string({ maxLength: 3 }), (at, instead) => {
        expect(() => readTraceFile(text.slice(0, at), "a")).not.toThrow();
        expect(() => readTraceFile(text.slice(0, at) + instead + text.slice(at + 1), "a")).not.toThrow();
      }),
    );
  });

  it("says what is damaged in it", () => {
    const text = exportText("shiviz", facts).replace('"lightcone":"run",', '"lightcone":"run",,');
    expect(problemOf(text)).toMatch(/^what reopens this run is damaged: /);
    const newer = exportText("perfetto", facts).replace('\\"version\\":1', '\\"version\\":9');
    expect(problemOf(newer)).toContain("version 9");
  });

  it("as CSV says that CSV has no room for it", () => {
    expect(problemOf(exportText("csv", facts))).toContain("CSV has no room");
  });
});

describe("a trace that others wrote", () => {
  it.each([
    ["a trace for Perfetto", '{"displayTimeUnit":"ns","traceEvents":[{"ph":"X","ts":1}]}'],
    ["a trace for Perfetto", '[{"name":"a","ph":"B","pid":1,"tid":1,"ts":0},'],
    ["OpenTelemetry traces", '{\n  "resourceSpans": []\n}'],
    ["a ShiViz log", '(?<host>\\S*) (?<clock>{.*})\\n(?<event>.*)\n\nn1 {"n1":1}\nstart\n'],
    ["a Jepsen history", "; from a test\n{:process 0, :type :invoke, :f :read, :value nil}\n"],
    ["a Jepsen history", "[{:index 0, :type :invoke}]"],
    ["a Jepsen history", "#jepsen.history.Op{:process 0}"],
    ["a history in JSON lines", writeJsonLines(valuesOf(factsOf().cluster.history))],
  ])("is named: %s", (what, text) => {
    expect(problemOf(text)).toContain(`this is ${what}`);
    expect(problemOf(text)).toContain("Lightcone did not write");
  });

  it.each(["", "; a comment\n", "[", "{", "(?<", "[{"])(
    "is looked for in time that grows with the text: %j",
    (start) => {
      const startMs = performance.now();
      for (const filler of [" ", "\n", ";\n", '"type":', "{ ", "#"])
        readTraceFile(start + filler.repeat(100_000), "a");
      expect(performance.now() - startMs).toBeLessThan(2_000);
    },
  );

  it("leads a history to the checker", () => {
    const history = "{:process 0, :type :invoke, :f :read, :value nil}\n";
    expect(problemOf(history, "my run.edn")).toContain("lightcone check 'my run.edn' --model");
  });

  it("is told from scenarios and everything else, which are no business of this reader", () => {
    const json = JSON.stringify({ lightcone: 1, title: "T", workload: { type: "x", process: 1 } });
    for (const text of [facts.scenario.text, json, "", "# lesson", "\u0000"])
      expect(readTraceFile(text, "a")).toBeUndefined();
  });
});
