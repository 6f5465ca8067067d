import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Run } from "../../../src/scenario/index.ts";
import { runOf } from "./spanner-run.ts";

const workload = fc.record({
  style: fc.constantFrom("list-append", "rw-register"),
  clients: fc.constantFrom(2, 5),
  think: fc.constant("exponential(3ms)"),
  keys: fc.constantFrom(2, 3, 6),
  length: fc.constantFrom([1, 3], [2, 5]),
  target: fc.constantFrom("leader-hint", "random", "sticky"),
  timeout: fc.constantFrom("60ms", "400ms"),
  deadline: fc.constant("800ms"),
  until: fc.constant("2s"),
});

const network = fc.record({
  latency: fc.constantFrom("1ms", "lognormal(5ms, 0.6)"),
  loss: fc.constantFrom(0, 0.05),
  duplicate: fc.constantFrom(0, 0.1),
  reorder: fc.constantFrom(0, 0.1),
});

const nemesis = fc.record({
  kinds: fc.constant(["crash", "pause", "partition", "cut", "disk-stall"]),
  every: fc.constantFrom("exponential(200ms)", "exponential(1s)"),
  quiet: fc.constant("300ms"),
});

/** Clocks as far off as the uncertainty of 10 ms allows. */
const offset = fc.integer({ min: -10, max: 10 }).map((ms) => ({ offset: `${ms}ms` }));
const clocks = fc.record({ n1: offset, n2: offset, n3: offset });

const options = { uncertainty: "10ms", timeout: "300ms", inquiry: "50ms" };

function verdictOf(run: Run, level: string): string {
  return run.result().checks.find(({ name }) => name === level)!.verdict;
}

describe("under any faults", () => {
  it("histories are strictly serializable while clocks keep their bound", () => {
    fc.assert(
      fc.property(workload, network, nemesis, clocks, fc.nat(1000), (clients, links, trouble, off, seed) => {
        const more = { network: links, nemesis: trouble, checks: ["strict-serializable", "spanner/*"] };
        const run = runOf({ options, clocks: off, workload: clients, more }, String(seed));
        expect(run.cluster.violations).toEqual([]);
        expect(verdictOf(run, "strict-serializable")).toBe("valid");
      }),
      { numRuns: 40 },
    );
  });

  it("without commit wait the order of timestamps still explains them, which need not be a client's own", () => {
    fc.assert(
      fc.property(workload, network, nemesis, clocks, fc.nat(1000), (clients, links, trouble, off, seed) => {
        const more = { network: links, nemesis: trouble, checks: ["repeatable-read", "spanner/*"] };
        const hasty = { ...options, commitWait: false };
        const lists = { ...clients, style: "list-append" };
        const run = runOf({ options: hasty, clocks: off, workload: lists, more }, String(seed));
        expect(run.cluster.violations).toEqual([]);
        expect(verdictOf(run, "repeatable-read")).toBe("valid");
      }),
      { numRuns: 40 },
    );
  });
});

describe("strict serializability, and with it the order of a client's own transactions, is broken", () => {
  const clients = { clients: 6, think: "exponential(3ms)", keys: 3, length: [1, 3], target: "random" };
  const far = { n1: { offset: "10ms" }, n2: { offset: "-10ms" } };

  it.each([
    ["without commit wait, though clocks keep their bound", far, { uncertainty: "10ms", commitWait: false }],
    ["by clocks that do not keep their bound", far, { uncertainty: "0" }],
  ])("%s", (_why, off, chosen) => {
    const more = { checks: ["repeatable-read", "causal", "strict-serializable"] };
    const run = runOf({ options: chosen, clocks: off, workload: clients, more });
    expect(verdictOf(run, "repeatable-read")).toBe("valid");
    expect(verdictOf(run, "causal")).toBe("invalid");
    expect(verdictOf(run, "strict-serializable")).toBe("invalid");
  });
});
