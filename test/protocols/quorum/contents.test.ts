import { describe, expect, it } from "vitest";
import { createRun, parseScenario, type CheckResult } from "../../../src/scenario/index.ts";

/** What the check says of twenty keys on five nodes, one of which was away for the second ten. */
function convergence(options: object): CheckResult {
  const script = Array.from({ length: 20 }, (_, at) => ({
    at: `${100 + 50 * at}ms`,
    client: "c1",
    write: [`k${at}`, at],
  }));
  const document = {
    lightcone: 1,
    title: "T",
    cluster: { nodes: 5, program: "quorum", options: { r: 1, w: 1, ...options } },
    workload: { clients: 1, target: "n1", script },
    faults: [{ at: "600ms", isolate: "n3", for: "1s" }],
    checks: ["convergence"],
    run: { until: "4s" },
  };
  const parsed = parseScenario(JSON.stringify(document), "f.yaml");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const run = createRun(parsed.value);
  run.advance();
  return run.result().checks[0]!;
}

describe("what a node holds", () => {
  it("is compared among a key's homes only", () => {
    expect(convergence({ antiEntropy: "100ms" })).toMatchObject({
      verdict: "valid",
      why: "n1, n2, n3, n4, n5 hold the same under 20 keys",
    });
    const found = convergence({});
    expect(found.verdict).toBe("invalid");
    expect(found.why).toMatch(/^k1\d is 1\d at n\d and nothing at n3|^k1\d is nothing at n3 and 1\d at n\d/);
  });

  it("leaves out nodes that only coordinate, unless they keep a hint", () => {
    const first = { placement: "first", n: 2 };
    expect(convergence({ ...first, n: 2 }).why).toBe("n1, n2 hold the same under 20 keys");
    const hinted = convergence({ ...first, n: 3, sloppy: true, hintedHandoff: true });
    expect(hinted.why).toBe("n1, n2, n3 hold the same under 20 keys");
  });
});
