import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Run } from "../../../src/scenario/index.ts";
import { runOf } from "./transactional-run.ts";

const levels = ["read-uncommitted", "read-committed", "snapshot-isolation", "serializable"];

/** What the checker must find under each isolation level, whatever happens: two-phase locking also keeps real time. */
const promised: Readonly<Record<string, string>> = { serializable: "strict-serializable" };

/** Registers do not show the order of writes, and looking for one that snapshot isolation wants takes for ever. */
const stylesUnder = (isolation: string): readonly string[] =>
  isolation === "snapshot-isolation" ? ["list-append"] : ["list-append", "rw-register"];

const workload = {
  clients: fc.constantFrom(2, 5),
  think: fc.constant("exponential(3ms)"),
  keys: fc.constantFrom(2, 4),
  length: fc.constantFrom([1, 3], [2, 5]),
  target: fc.constantFrom("leader-hint", "random"),
  timeout: fc.constantFrom("60ms", "400ms"),
  deadline: fc.constant("600ms"),
  until: fc.constant("1500ms"),
};

const more = fc.record({
  network: fc.record({
    latency: fc.constantFrom("1ms", "lognormal(5ms, 0.6)"),
    loss: fc.constantFrom(0, 0.05),
    duplicate: fc.constantFrom(0, 0.1),
  }),
  nemesis: fc.record({
    kinds: fc.constant(["crash", "pause", "disk-stall"]),
    every: fc.constantFrom("exponential(150ms)", "exponential(1s)"),
    quiet: fc.constant("300ms"),
  }),
});

function verdictOf(run: Run, level: string): string {
  return run.result().checks.find(({ name }) => name === level)!.verdict;
}

describe.each(levels)("%s", (isolation) => {
  const level = promised[isolation] ?? isolation;

  it("is what clients see, over crashes, lost and repeated messages", () => {
    const style = fc.constantFrom(...stylesUnder(isolation));
    fc.assert(
      fc.property(fc.record({ ...workload, style }), more, fc.nat(1000), (clients, trouble, seed) => {
        const checks = [level, "transactional/*"];
        const options = { isolation, step: "exponential(2ms)" };
        const run = runOf({ options, workload: clients, more: { ...trouble, checks } }, String(seed));
        expect(verdictOf(run, level)).toBe("valid");
        expect(run.cluster.violations).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

describe("a stronger level than the chosen one", () => {
  it.each([
    ["read-uncommitted", "read-committed"],
    ["read-committed", "read-atomic"],
    ["read-committed", "snapshot-isolation"],
    ["snapshot-isolation", "serializable"],
    ["snapshot-isolation", "repeatable-read"],
  ])("is broken somewhere: %s does not give %s", (isolation, stronger) => {
    const clients = { style: "list-append", clients: 5, think: "exponential(3ms)", keys: 3, length: [2, 4] };
    const options = { isolation, step: "exponential(2ms)" };
    const run = runOf({ options, workload: clients, more: { checks: [stronger] } });
    expect(verdictOf(run, stronger)).toBe("invalid");
  });
});
