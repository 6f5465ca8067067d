import { describe, expect, it } from "vitest";
import { formatInputError } from "../../src/base/index.ts";
import { createRun, judge, parseScenario } from "../../src/scenario/index.ts";
import { open, resultOf } from "./open.ts";

/** A leader that answers reads by itself is cut off together with a client: it reads the past. */
const STALE = `lightcone: 1
title: T
cluster: { program: raft, nodes: 3, options: { initialLeader: n1, reads: local } }
network: { latency: 1ms }
workload:
  clients: 2
  target: random
  script:
    - { at: 100ms, client: c1, write: [x, 1] }
    - { at: 1500ms, client: c2, write: [x, 2] }
    - { at: 2500ms, client: c1, read: x }
faults: [{ at: 500ms, partition: [[n1, c1], [n2, n3, c2]] }]
run: { until: 3s }
checks: [CHECKS]
`;

function withChecks(checks: string, claims = ""): string {
  return STALE.replace("CHECKS", checks) + claims;
}

describe("checks by the names of consistency levels", () => {
  it("are judged with the verdict, why and the witness's entries", () => {
    const [causal, linearizable] = resultOf(open(withChecks("causal, linearizable"))).checks;
    expect(causal).toMatchObject({ name: "causal", verdict: "valid" });
    expect(linearizable).toMatchObject({
      name: "linearizable",
      verdict: "invalid",
      witness: [0, 1, 2, 3, 4, 5],
    });
    expect(linearizable!.why).toMatch(/^read x = 1 by c1 cannot be placed: [^]*\.$/);
    expect(linearizable!.event).toBeGreaterThan(0);
  });

  it("lets a claim ask for a level that is not checked, without the run being bad for it", () => {
    const expected = "check(linearizable) == invalid and check(sequential) == valid";
    const claims = `claims: [{ say: The past is read, expect: ${expected} }]\n`;
    const result = resultOf(open(withChecks("causal", claims)));
    expect(result.checks.map(({ name }) => name)).toEqual(["causal"]);
    expect(result.claims[0]).toMatchObject({ verdict: "valid" });
    expect(result.verdict).toBe("valid");
  });

  it("refuses what is no level of the workload's family, with the nearest that is", () => {
    const parsed = parseScenario(withChecks("casual"), "t.yaml");
    expect(!parsed.ok && parsed.error.map(formatInputError).join()).toMatch(
      /unknown check "casual"[^]*"causal"/,
    );
    const other = parseScenario(withChecks("snapshot-isolation"), "t.yaml");
    expect(other.ok).toBe(false);
  });

  it("are known from the start, before anything was asked", () => {
    const text = `lightcone: 1
title: T
cluster: { program: single-node, nodes: 3 }
workload: { kind: transactions, clients: 1, rate: 1/s }
run: { until: 2s }
checks: [serializable]
`;
    const scenario = open(text);
    expect(judge(scenario, createRun(scenario).cluster).checks).toMatchObject([
      { name: "serializable", verdict: "valid" },
    ]);
  });
});
