import { describe, expect, it } from "vitest";
import { parseClaim } from "../../src/scenario/claims/claim.ts";
import { judgeClaim } from "../../src/scenario/claims/judge-claim.ts";
import { createRun, parseScenario } from "../../src/scenario/index.ts";
import { valuesOf } from "../../src/base/index.ts";
import { toOperations } from "../../src/history/index.ts";
import { open } from "./open.ts";

const SCENARIO = open(`lightcone: 1
title: T
cluster: { program: raft, nodes: 3, options: { initialLeader: n1 } }
network: { latency: 5ms }
workload: { clients: 1, script: [{ at: 100ms, client: c1, write: [x, 7] }, { at: 200ms, client: c1, read: x }, { at: 300ms, client: c1, cas: [x, 1, 2] }] }
faults: [{ at: 500ms, crash: n1 }]
run: { until: 2s }
checks: [linearizable, raft/*]
`);

const known = { replicas: SCENARIO.replicas, clients: SCENARIO.clients, checks: SCENARIO.checks };
const run = createRun(SCENARIO);
run.advance();
const view = {
  cluster: run.cluster,
  fromUs: 0,
  untilUs: run.cluster.spec.untilUs,
  notes: valuesOf(run.cluster.notes),
  operations: toOperations(valuesOf(run.cluster.history)),
};
const judged = { view, checks: run.result().checks };

function judge(expression: string): string {
  const claim = parseClaim("", expression, known);
  if (!claim.ok) return `${claim.error.offset}: ${claim.error.problem}`;
  return judgeClaim(claim.value, judged).verdict;
}

describe("claims over a run", () => {
  it.each([
    "check(linearizable) == valid",
    'check("linearizable") != invalid',
    "not violated(raft/log-matching)",
    "leader(at=400ms) == n1 and leader() != n1 and leader() != none",
    "leaders() == 1 and leaders(at=501ms) == 0 and leader(at=501ms) == none",
    "role(n1, at=400ms) == leader and role(n1) == none",
    "term(n2, at=400ms) == 1 and term(n2) >= 2",
    "outcome(c1, 1) == ok and outcome(c1, 3) == fail and outcome(c1, 4) == none",
    "answer(c1, 2) == 7 and answer(c1, 9) == none",
    "metric(time-to-leader) > 150ms and metric(time-to-leader) < 400ms",
    "metric(operations ok) == 2 and metric(operations ok, from=150ms, to=250ms) == 1",
    "metric(reads ok) / metric(operations) == 1 / 3",
    "metric(throughput) >= 1/s and metric(throughput) < 0.1/ms",
    "metric(latency max) - metric(latency min) <= 1 * 20ms",
    "count(fault) == 1 and count(elected, from=500ms) >= 1 and count(nothing) == 0",
    "candidates(1) == 0 and candidates(2) >= 1",
    "1 + 2 * 3 == 7 and (1 + 2) * 3 == 9 and 2 - 1 - 1 == 0 and -1 < 0 and 5% == 0.05",
    "true or false and false",
    "not (false or false)",
    "not metric(latency p50) > 10s",
    "1.5s == 1500ms",
  ])("%s", (expression) => {
    expect(judge(expression)).toBe("valid");
  });

  it.each([
    "check(linearizable) == invalid",
    "1 == 2",
    "outcome(c1, 1) == info",
    "metric(cas latency p50) < 1h",
    "violated(raft/election-safety)",
  ])("%s is not so", (expression) => {
    expect(judge(expression)).toBe("invalid");
  });

  it("says what was found", () => {
    const claim = parseClaim("", "metric(operations ok) == 3 and leader(at=501ms) == n1", known);
    expect(claim.ok && judgeClaim(claim.value, judged).found).toBe(
      "metric(operations ok) is 2, leader(at=501ms) is none",
    );
  });

  it("is unknown when what it depends on is", () => {
    const unknown = {
      view,
      checks: [{ name: "raft/log-matching", verdict: "unknown" as const, why: "no steps left" }],
    };
    const verdictOf = (expression: string): string => {
      const claim = parseClaim("", expression, known);
      return claim.ok ? judgeClaim(claim.value, unknown).verdict : "error";
    };
    expect(verdictOf("violated(raft/log-matching)")).toBe("unknown");
    expect(verdictOf("not violated(raft/log-matching) and true")).toBe("unknown");
    expect(verdictOf("violated(raft/log-matching) and false")).toBe("invalid");
    expect(verdictOf("violated(raft/log-matching) or 1 == 1")).toBe("valid");
    expect(verdictOf("check(raft/log-matching) == unknown")).toBe("valid");
  });
});

describe("an expression that makes no sense", () => {
  it.each([
    ["", "0: the claim ends too early"],
    ["5", "0: a claim is true or false; this is neither"],
    ["check(linearizable)", "0: a claim is true or false; this is neither"],
    ["check(linearizable) == vaild", '23: "vaild" is no verdict'],
    ["check(linearizble) == valid", '6: unknown check "linearizble"'],
    ["check() == valid", "0: check needs a check"],
    ["check(linearizable, raft/log-matching) == valid", '20: "raft/log-matching" is one argument too many'],
    ["metric(latency p99) < 50", "20: a duration is compared with a number"],
    ["metric(throughput) < 50ms", "19: a rate is compared with a duration"],
    ["metric(latency p99) + 1 < 50ms", "20: a duration and a number cannot be joined by +"],
    ["metric(latency p99) * 1ms < 50ms", "20: a duration and a duration cannot be joined by *"],
    ["metric(messages, from=1s) > 3", "0: messages can only be taken over the whole run"],
    ["metric(elections, form=1s) > 3", '18: unknown argument "form"'],
    ["leader(at=3) == n1", "7: the duration 3 has no unit"],
    ["leader() = n1", '9: "=" cannot stand in a claim'],
    ["leader() == n9", '12: "n9" is no node'],
    ["leader() < n1", "9: a node is equal or not, neither less nor more"],
    ["outcome(c1, 0) == ok", '12: "0" is not a number from 1'],
    ["outcome(c9, 1) == ok", '8: unknown client "c9"'],
    ["leaders() and true", "0: a number is neither true nor false"],
    ["not 5", "4: a number is neither true nor false"],
    ["1 == 1 and", "10: the claim ends too early"],
    ["(1 == 1", "7: the parenthesis is not closed"],
    ["1 == 1)", '6: ")" is not expected here'],
    ["1 1", '2: "1" is not expected here'],
    ["metric(latency p99", "6: the parenthesis after metric is not closed"],
    ["3parsecs == 1s", '0: "3parsecs" is not a duration'],
    ["foo(1) == 1", '0: unknown function "foo"'],
    ["constructor(1) == 1", '0: unknown function "constructor"'],
    [`${"(".repeat(100)}1 == 1`, "41: the claim is nested too deeply"],
    ["x".repeat(1001), "0: a claim has at most 1000 characters"],
  ])("%s", (expression, problem) => {
    expect(judge(expression)).toBe(problem);
  });

  it("points into the document", () => {
    const text = `lightcone: 1\ntitle: T\ncluster: { program: raft }\nrun: { until: 1s }\nclaims:\n  - { say: a, expect: "leaders() == one" }\n  - say: b\n    expect: leader() == n4\n`;
    const parsed = parseScenario(text, "f.yaml");
    const places = parsed.ok
      ? []
      : parsed.error.map(({ line, column, problem }) => `${line}:${column} ${problem}`);
    expect(places).toEqual(['6:37 "one" is no number', '8:25 "n4" is no node']);
  });
});
