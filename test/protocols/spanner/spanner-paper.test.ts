import { describe, expect, it } from "vitest";
import { operationsOf, type Scripted, scriptOf } from "../transaction-scripts.ts";
import { outcomesOf, runOf, type Setup } from "./spanner-run.ts";

/** Corbett et al., OSDI 2012, one test a claim. */

/** How long c1's write of x took, ms. */
function writeTook(setup: Setup): number {
  const workload = { script: scriptOf([[100, "c1", ["append", "x", 1]]]) };
  const [write] = operationsOf(runOf({ ...setup, workload }));
  expect(write!.type).toBe("ok");
  return (write!.completeUs! - write!.invokeUs!) / 1000;
}

describe("§4.1.2 commit wait", () => {
  it("lasts at least twice the uncertainty from the commit's request to its answer", () => {
    expect(writeTook({ options: { uncertainty: "20ms" } })).toBeGreaterThanOrEqual(40);
    expect(writeTook({ options: { uncertainty: "1ms" } })).toBeLessThan(10);
  });

  it("is what the answer waits for: without it only messages and disks take time", () => {
    expect(writeTook({ options: { uncertainty: "20ms", commitWait: false } })).toBeLessThan(10);
  });

  // n1's clock is ahead and n2's behind by all that the uncertainty allows; c2 reads once c1 was answered.
  const clocks = { n1: { offset: "20ms" }, n2: { offset: "-20ms" } };
  const write: Scripted = [100, "c1", ["append", "x", 1]];

  it("lets whoever begins after an answer see the commit (external consistency)", () => {
    const options = { uncertainty: "20ms" };
    for (let wait = 0; wait <= 60; wait += 5) {
      const [, read] = outcomesOf([write, [145 + wait, "c2", ["r", "x"]]], { clocks, options });
      expect(read, `after ${wait} ms`).toEqual([[1]]);
    }
  });

  it("left out, lets a read that begins after the answer miss it", () => {
    const options = { uncertainty: "20ms", commitWait: false };
    expect(outcomesOf([write, [110, "c2", ["r", "x"]]], { clocks, options })).toEqual([[], [null]]);
  });

  it("does not help when a clock is further off than the uncertainty says", () => {
    const options = { uncertainty: "2ms" };
    expect(outcomesOf([write, [120, "c2", ["r", "x"]]], { clocks, options })).toEqual([[], [null]]);
  });
});

describe("§4.1.3 reads at a timestamp", () => {
  const both: Scripted = [100, "c1", ["append", "x", 1], ["append", "y", 1]];
  const halves = (options: object): string[] => {
    const seen = new Set<string>();
    for (let at = 100; at <= 120; at += 0.5) {
      const [, read] = outcomesOf([both, [at, "c3", ["r", "x"], ["r", "y"]]], { options });
      seen.add(JSON.stringify(read));
    }
    return Array.from(seen).sort();
  };

  it("wait for prepared transactions: they see all of another's writes or none", () => {
    expect(halves({})).toEqual(["[[1],[1]]", "[null,null]"]);
  });

  it("are what the known-bad variant gets wrong", () => {
    expect(halves({ bug: "read-past-prepared" }).length).toBeGreaterThan(2);
  });

  it("do not wait for locks, nor hold any", () => {
    const [first, second] = outcomesOf(
      [
        [100, "c1", ["append", "x", 1]],
        [100, "c2", ["r", "x"]],
      ],
      { options: { uncertainty: "50ms" } },
    );
    expect([first, second]).toEqual([[], [null]]);
  });
});

describe("§4.2.1 read-write transactions", () => {
  it("see their own writes, which nobody else does before they commit", () => {
    const own: Scripted = [100, "c1", ["append", "x", 1], ["append", "y", 2], ["r", "y"], ["r", "x"]];
    expect(outcomesOf([own])).toEqual([[[2], [1]]]);
  });

  it("lock what they read: of two that read and write crosswise one commits after the other, or is aborted", () => {
    const outcomes = outcomesOf([
      [100, "c1", ["r", "y"], ["append", "x", 1]],
      [100, "c2", ["r", "x"], ["append", "y", 1]],
      [1000, "c3", ["r", "x"], ["r", "y"]],
    ]);
    expect(outcomes.slice(0, 2)).not.toEqual([[null], [null]]);
    expect(outcomes.slice(0, 2)).toContainEqual([null]);
  });

  it("end with one who commits when many want the same two keys in opposite order (wound-wait)", () => {
    const crossed = Array.from({ length: 6 }, (_, at): Scripted => {
      const keys = at % 2 === 0 ? ["x", "y"] : ["y", "x"];
      return [100 + at, `c${(at % 3) + 1}`, ["append", keys[0]!, at], ["append", keys[1]!, at]];
    });
    const outcomes = outcomesOf([...crossed, [2500, "c1", ["r", "x"], ["r", "y"]]]);
    const [x, y] = outcomes.at(-1) as [number[], number[]];
    expect(x.length).toBeGreaterThan(0);
    expect(y).toEqual(x);
    expect(outcomes.slice(0, -1).filter((outcome) => outcome !== "aborted")).toHaveLength(x.length);
  });
});

describe("two-phase commit over crashes", () => {
  const both: Scripted = [100, "c1", ["append", "x", 1], ["append", "y", 1]];
  const later: Scripted = [2000, "c3", ["r", "x"], ["r", "y"]];
  const workload = { timeout: "5s", deadline: "5s" };

  /** The other shard, or the coordinator, is down for 300 ms from each moment of the commit on. */
  function outcomesOfCrash(node: string, options: object = {}): Map<string, string> {
    const outcomes = new Map<string, string>();
    for (let at = 100; at <= 130; at += 0.5) {
      const faults = [{ at: `${at}ms`, crash: node, for: "300ms" }];
      const [first, read] = outcomesOf([both, later], { faults, workload, options });
      outcomes.set(JSON.stringify([first, read]), `${at}ms`);
    }
    return outcomes;
  }

  it("commits everywhere or nowhere when another shard is down meanwhile, and does what its client was told", () => {
    const outcomes = Array.from(outcomesOfCrash("n2").keys()).sort();
    expect(outcomes).toEqual(['["aborted",[null,null]]', "[[],[[1],[1]]]"]);
  });

  it("loses half of a transaction when a shard forgets what it had prepared", () => {
    const outcomes = Array.from(outcomesOfCrash("n2", { bug: "forget-prepared" }).keys());
    expect(outcomes).toContain("[[],[[1],null]]");
  });

  it("commits everywhere or nowhere when the coordinator is down meanwhile", () => {
    const outcomes = Array.from(outcomesOfCrash("n1").keys()).sort();
    expect(outcomes).toEqual(['["info",[null,null]]', "[[],[[1],[1]]]"]);
  });

  it("waits out the timestamp anew when the coordinator comes back at once", () => {
    const told = [];
    for (let at = 100; at <= 160; at += 2) {
      const [first, read] = outcomesOf(
        [
          [100, "c1", ["append", "x", 1]],
          [230, "c2", ["r", "x"]],
        ],
        {
          clocks: { n1: { offset: "50ms" }, n2: { offset: "-50ms" } },
          options: { uncertainty: "50ms" },
          faults: [{ at: `${at}ms`, crash: "n1", for: "5ms" }],
          workload: { timeout: "20ms", deadline: "120ms" },
        },
      );
      if (Array.isArray(first)) told.push(read);
    }
    expect(told.length).toBeGreaterThan(3);
    for (const read of told) expect(read).toEqual([[1]]);
  });
});

describe("a shard", () => {
  it("keeps its own keys only, by letter or by hash", () => {
    const keys = ["x", "y", "z", "k1", "k2", "k3"];
    for (const placement of ["letter", "hash"]) {
      const script = scriptOf(keys.map((key, at): Scripted => [100 + at, "c1", ["append", key, at]]));
      const { nodes } = runOf({ options: { placement }, workload: { script } }).cluster;
      const held = nodes.map(({ program, state }) => program.contents?.(state) ?? new Map());
      for (const key of keys) {
        const holders = [0, 1, 2].filter((node) => held[node]!.has(key));
        expect(holders, `${key} by ${placement}`).toHaveLength(1);
        const keepers = [0, 1, 2].filter((node) => nodes[node]!.program.keeps!(nodes[node]!.state, key));
        expect(keepers).toEqual(holders);
      }
    }
  });
});
