import { describe, expect, it } from "vitest";
import { valuesOf } from "../../../src/base/index.ts";
import { checkLinearizable, models } from "../../../src/checkers/index.ts";
import { readHistory, toOperations, writeJsonLines, type LocatedEntry } from "../../../src/history/index.ts";
import { createRun, parseScenario } from "../../../src/scenario/index.ts";
import { type ExportFacts } from "../../../src/session/exports/index.ts";
import { exportText, factsOf, smallScenario } from "./facts-of.ts";

const transactionsScenario = `lightcone: 1
title: Transactions
cluster: { nodes: 2, program: transactional }
workload: { kind: transactions, clients: 3, think: 5ms, keys: 3 }
run: { until: 1s }
`;

function readBack(facts: ExportFacts): LocatedEntry[] {
  const read = readHistory(exportText("jepsen", facts), "run.edn");
  if (!read.ok) throw new Error(read.error.map(({ problem }) => problem).join());
  return read.value;
}

function verdictOf(entries: readonly LocatedEntry[]): string {
  return checkLinearizable(toOperations(entries), models["cas-register"]!).verdict;
}

describe("a history as Jepsen writes it", () => {
  it("reads back as the run's own, entry by entry: the nemesis is left out", () => {
    const facts = factsOf();
    const own = valuesOf(facts.cluster.history).map(({ event: _event, node: _node, ...entry }) => entry);
    const read = readBack(facts).map(({ line: _line, column: _column, ...entry }) => entry);
    expect(read).toEqual(own);
  });

  it("has transactions as Elle reads them, and they read back, too", () => {
    const facts = factsOf("1", transactionsScenario);
    expect(exportText("jepsen", facts)).toMatch(/:f :txn, :value \[\[:(append|r) "[xyz]" /);
    const own = valuesOf(facts.cluster.history).map(({ event: _event, node: _node, ...entry }) => entry);
    const read = readBack(facts).map(({ line: _line, column: _column, ...entry }) => entry);
    expect(own.length).toBeGreaterThan(100);
    expect(read).toEqual(own);
    const lines = readHistory(writeJsonLines(own), "run.jsonl");
    if (!lines.ok) throw new Error(lines.error.map(({ problem }) => problem).join());
    expect(lines.value.map(({ line: _line, column: _column, ...entry }) => entry)).toEqual(own);
  });

  it.each([
    ["valid", smallScenario],
    ["invalid", smallScenario.replace("program: raft", "program: raft, options: { reads: local }")],
  ])("is judged by the checker as the run was: %s", (verdict, text) => {
    const stale = text.replace("keys: 2", "keys: 1, target: random");
    const parsed = parseScenario(stale, "small.yaml");
    if (!parsed.ok) throw new Error(parsed.error[0]!.problem);
    const run = createRun(parsed.value, { seed: "7" });
    run.advance();
    expect(run.result().checks[0]).toMatchObject({ name: "linearizable", verdict });
    expect(verdictOf(readBack(factsOf("7", stale)))).toBe(verdict);
  });

  it("begins with comments of one line each, whatever title and seed are", () => {
    const facts = factsOf("7", smallScenario.replace("A small cluster", '"Two\\nlines"'));
    expect(facts.scenario.title).toBe("Two\nlines");
    expect(
      exportText("jepsen", { ...facts, seed: "a\n{:b 1}" })
        .split("\n")
        .slice(0, 3),
    ).toEqual([
      expect.stringMatching(/^; Two lines; seed a \{:b 1\}; /),
      expect.stringMatching(/^; lightcone\.run=/),
      expect.stringMatching(/^\{:/),
    ]);
  });

  it("has the faults as a nemesis' entries, two each, in the order of time", () => {
    const lines = exportText("jepsen", factsOf()).split("\n");
    const times = lines.flatMap((line) => /:time (\d+)\}/.exec(line)?.[1] ?? []).map(Number);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const nemesis = lines.filter((line) => line.startsWith("{:process :nemesis, :type :info, :f :crash, "));
    expect(nemesis).toHaveLength(2);
    expect(nemesis[0]).toContain(':value "crash n1 for 300ms", :time 1000000000}');
  });
});
