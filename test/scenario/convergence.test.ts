import { describe, expect, it } from "vitest";
import { createRun, parseScenario, type CheckResult } from "../../src/scenario/index.ts";

const add = (client: string, amount: number): object => ({ at: "1s", client, add: ["x", amount] });

/** What the check says of a counter's replicas; gossip leaves them a while to differ. */
function convergence(more: Record<string, unknown>, program: object = {}): CheckResult {
  const document = {
    lightcone: 1,
    title: "T",
    cluster: {
      program: "multi-leader",
      nodes: 3,
      options: { data: "g-counter", replication: "state", interval: "100ms", ...program },
    },
    network: { latency: "1ms" },
    workload: {
      kind: "counter",
      clients: 2,
      retry: false,
      overrides: { c1: { target: "n1" }, c2: { target: "n2" } },
      script: [add("c1", 1), add("c2", 2)],
    },
    run: { until: "3s" },
    ...more,
  };
  const parsed = parseScenario(JSON.stringify(document), "f.yaml");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  expect(parsed.value.checks).toEqual(["convergence"]);
  const run = createRun(parsed.value);
  run.advance();
  return run.result().checks[0]!;
}

describe("convergence", () => {
  it("is valid when all replicas hold the same at the end", () => {
    const found = convergence({});
    expect(found).toEqual({
      name: "convergence",
      verdict: "valid",
      why: "n1, n2, n3 hold the same under 1 key",
    });
  });

  it("is unknown when the last update is too young, or two replicas are cut off from each other", () => {
    const young = convergence({ run: { until: "1.01s" } });
    expect(young.verdict).toBe("unknown");
    expect(young.why).toMatch(
      /^x is 1 at n1 and 2 at n2, but the run ends .*ms after the last update or fault$/,
    );
    const apart = convergence({
      faults: [
        {
          at: "500ms",
          partition: [
            ["n1", "c1"],
            ["rest", "c2"],
          ],
        },
      ],
    });
    expect(apart.verdict).toBe("unknown");
    expect(apart.why).toBe("x is 1 at n1 and 2 at n2, but n2 is cut off from n1");
  });

  it("counts from the end of the last fault", () => {
    const faults = [
      {
        at: "500ms",
        partition: [
          ["n1", "c1"],
          ["n2", "n3", "c2"],
        ],
        for: "2.45s",
      },
    ];
    expect(convergence({ faults })).toMatchObject({ verdict: "unknown" });
    expect(convergence({ faults, run: { until: "3.5s" } })).toMatchObject({ verdict: "valid" });
  });

  it("is invalid when replicas had a second to agree and did not", () => {
    const found = convergence({}, { bug: "merge-by-sum" });
    expect(found.verdict).toBe("invalid");
    expect(found.why).toMatch(/^x is \d+ at n1 and \d+ at n\d, .*s after the last update or fault$/);
  });

  it("looks at replicas that are up, and knows nothing of one alone", () => {
    const others = convergence({ faults: [{ at: "500ms", crash: "n3" }] });
    expect(others).toMatchObject({ verdict: "valid", why: "n1, n2 hold the same under 1 key" });
    const alone = convergence({ faults: [{ at: "2s", crash: ["n2", "n3"] }] });
    expect(alone).toMatchObject({
      verdict: "unknown",
      why: "only n1 has a copy at the end: n2, n3 are not up",
    });
  });
});
