import { describe, expect, it } from "vitest";
import { checkLevels, models, OBJECT_LEVELS, weakerThan } from "../../src/checkers/index.ts";
import { valueText } from "../../src/history/index.ts";
import { findHistory, type Found } from "../../src/experiments/index.ts";
import { inTime, shapesOf, type Shape } from "../../src/experiments/history-shapes.ts";

const find = (holds: string, broken: string, maxOperations = 5): Found =>
  findHistory({ family: "objects", holds, broken }, { maxOperations });

/** `c1 w x 1`, in order of time. */
function words(found: Found): string[] {
  if (found.kind !== "found") return [found.kind];
  return found.operations.map(
    ({ process, f, key, output }) => `c${process + 1} ${f} ${key!} ${valueText(output)}`,
  );
}

describe("the smallest history that satisfies one model and violates another", () => {
  it("is a read of the past for sequential and not linearizable", () => {
    expect(words(find("sequential", "linearizable"))).toEqual(["c1 write x 1", "c2 read x null"]);
  });

  it("is a process that misses its own write for monotonic reads and not read your writes", () => {
    expect(words(find("monotonic-reads", "read-your-writes"))).toEqual(["c1 write x 1", "c1 read x null"]);
  });

  it("is a reply without its question for PRAM and not writes follow reads", () => {
    const found = find("pram", "writes-follow-reads");
    expect(found.kind === "found" ? new Set(found.operations.map(({ process }) => process)).size : 0).toBe(3);
  });

  it("has two writers that each see the other's write last for causal memory and not convergence", () => {
    const found = find("causal-memory", "causal-convergence");
    expect(found.kind).toBe("found");
    expect(words(found)).toHaveLength(4);
  });

  it("is write skew for snapshot isolation and not serializable, lost update for prefix and not snapshot isolation", () => {
    const steps = (holds: string, broken: string): unknown[] => {
      const found = findHistory({ family: "transactions", holds, broken }, { maxOperations: 4 });
      return found.kind === "found" ? found.operations.map(({ output }) => output) : [found.kind];
    };
    expect(steps("snapshot-isolation", "serializable")).toEqual([
      [
        ["r", "x", null],
        ["w", "y", 1],
      ],
      [
        ["r", "y", null],
        ["w", "x", 2],
      ],
    ]);
    expect(steps("prefix", "snapshot-isolation")).toEqual([
      [
        ["r", "x", null],
        ["w", "x", 1],
      ],
      [
        ["r", "x", null],
        ["w", "x", 2],
      ],
    ]);
    expect(steps("serializable", "strict-serializable")).toEqual([[["w", "x", 1]], [["r", "x", null]]]);
  });

  it("is a process that reads what it writes only afterwards where a session tells transactional models apart", () => {
    const wanted = { family: "transactions", holds: "repeatable-read", broken: "causal" } as const;
    const found = findHistory(wanted, { maxOperations: 3 });
    if (found.kind !== "found") throw new Error(found.kind);
    expect(found.operations.map(({ process, output }) => [process, output])).toEqual([
      [0, [["r", "x", 1]]],
      [0, [["w", "x", 1]]],
    ]);
  });

  it("does not exist where the one implies the other", () => {
    for (const { name } of OBJECT_LEVELS) {
      for (const weaker of weakerThan(OBJECT_LEVELS, name)) expect(find(name, weaker).kind).toBe("implied");
    }
  });

  it("is judged as it says, whatever the pair", () => {
    for (const holds of ["causal", "pram", "monotonic-writes", "causal-convergence"]) {
      for (const broken of ["sequential", "monotonic-reads", "causal-memory"]) {
        const found = findHistory(
          { family: "objects", holds, broken },
          { maxOperations: 4, maxHistories: 20_000 },
        );
        if (found.kind !== "found") continue;
        const { results } = checkLevels(found.operations, models["key-value"]!, [holds, broken]);
        expect(results[holds]!.verdict).toBe("valid");
        expect(results[broken]!.verdict).toBe("invalid");
      }
    }
  });

  it("is given up when there is no time, and says how far it came", () => {
    const found = findHistory(
      { family: "objects", holds: "causal-convergence", broken: "causal-memory" },
      { shouldStop: () => true },
    );
    expect(found).toMatchObject({ kind: "stopped" });
  });
});

describe("shapes of small histories", () => {
  const all = (size: number, byClock: boolean): Shape[] => Array.from(shapesOf(size, byClock));

  it("are all there, each once, and none is another one renamed", () => {
    // One operation: a read of nothing. Two: see below, by hand.
    expect(all(1, true)).toEqual([[{ process: 0, f: "read", key: "x", value: null }]]);
    const texts = all(3, true).map((shape) => JSON.stringify(shape));
    expect(new Set(texts).size).toBe(texts.length);
    for (const shape of all(3, true)) {
      expect(shape[0]!.process).toBe(0);
      expect(shape[0]!.key).toBe("x");
    }
  });

  it("follow one another in time so that nobody reads what is not written yet", () => {
    const write = { process: 1, f: "write", key: "x", value: 1 } as const;
    const read = { process: 0, f: "read", key: "x", value: 1 } as const;
    expect(inTime([read, write])).toEqual([write, read]);
    expect(inTime([read, { ...write, process: 0 }])).toBeUndefined();
  });
});
