import { describe, expect, it } from "vitest";
import type { Scripted } from "../transaction-scripts.ts";
import { outcomesOf } from "./transactional-run.ts";

/**
 * Berenson et al., SIGMOD 1995, Table 4: which phenomena each level allows. Two transactions whose steps alternate,
 * T1's at 110 ms, 120 ms, … and T2's at 115 ms, 125 ms, …; a third one looks afterwards.
 */
interface Phenomenon {
  readonly name: string;
  readonly transactions: readonly Scripted[];
  /** True of the outcomes when it happened. */
  readonly happened: (outcomes: ReturnType<typeof outcomesOf>) => boolean;
  readonly allowedBy: readonly string[];
}

const levels = ["read-uncommitted", "read-committed", "snapshot-isolation", "serializable"];
const initially: Scripted = [0, "c3", ["w", "x", 1], ["w", "y", 1]];
const afterwards: Scripted = [500, "c3", ["r", "x"], ["r", "y"]];

const phenomena: readonly Phenomenon[] = [
  {
    name: "P0, dirty write: writes of two transactions cross",
    transactions: [
      [99, "c1", ["w", "x", 2], ["w", "y", 2]],
      [104, "c2", ["w", "y", 3], ["w", "x", 3]],
    ],
    happened: (outcomes) => outcomes.at(-1)![0] !== outcomes.at(-1)![1],
    allowedBy: [],
  },
  {
    name: "P1, dirty read: what is never committed is read",
    transactions: [
      [99, "c1", ["w", "x", 2], ["w", "x", 3]],
      [104, "c2", ["r", "x"]],
    ],
    happened: ([, , second]) => second![0] === 2,
    allowedBy: ["read-uncommitted"],
  },
  {
    name: "P2, fuzzy read: what was read changes",
    transactions: [
      [99, "c1", ["r", "x"], ["r", "y"], ["r", "y"], ["r", "x"]],
      [104, "c2", ["w", "x", 2]],
    ],
    happened: ([, first]) => first![0] !== first![3],
    allowedBy: ["read-uncommitted", "read-committed"],
  },
  {
    name: "P4, lost update: both write what follows from the same value",
    transactions: [
      [99, "c1", ["r", "x"], ["w", "x", 2]],
      [104, "c2", ["r", "x"], ["w", "x", 3]],
    ],
    happened: ([, first, second]) => first![0] === 1 && second![0] === 1,
    allowedBy: ["read-uncommitted", "read-committed"],
  },
  {
    name: "A5A, read skew: half of another's writes is read",
    transactions: [
      [99, "c1", ["r", "x"], ["r", "x"], ["r", "x"], ["r", "x"], ["r", "y"]],
      [104, "c2", ["w", "x", 2], ["w", "y", 2]],
    ],
    happened: ([, first]) => first![0] === 1 && first![4] === 2,
    allowedBy: ["read-uncommitted", "read-committed"],
  },
  {
    name: "A5B, write skew: each writes what the other has read",
    transactions: [
      [99, "c1", ["r", "x"], ["r", "y"], ["w", "x", 2]],
      [104, "c2", ["r", "x"], ["r", "y"], ["w", "y", 3]],
    ],
    happened: ([, first, second]) => first![1] === 1 && second![0] === 1,
    allowedBy: ["read-uncommitted", "read-committed", "snapshot-isolation"],
  },
];

describe.each(phenomena)("$name", ({ transactions, happened, allowedBy }) => {
  it.each(levels)("under %s", (isolation) => {
    const outcomes = outcomesOf({ isolation }, [initially, ...transactions, afterwards]);
    expect(happened(outcomes), JSON.stringify(outcomes)).toBe(allowedBy.includes(isolation));
  });
});

describe("lists", () => {
  const append: readonly Scripted[] = [
    [99, "c1", ["append", "x", 1], ["r", "y"]],
    [104, "c2", ["append", "x", 2]],
    [500, "c3", ["r", "x"]],
  ];
  const workload = { style: "list-append" };

  it("keep both of two concurrent appends where writers lock each other out", () => {
    for (const isolation of ["read-uncommitted", "read-committed", "serializable"])
      expect(outcomesOf({ isolation }, append, workload), isolation).toEqual([[null], [], [[1, 2]]]);
  });

  it("have the first committer of two under snapshot isolation (Berenson et al. 1995, §4.2)", () => {
    expect(outcomesOf({ isolation: "snapshot-isolation" }, append, workload)).toEqual(["aborted", [], [[2]]]);
  });

  it("show a transaction its own appends", () => {
    const own: readonly Scripted[] = [
      [0, "c1", ["append", "x", 1], ["r", "x"], ["append", "x", 2], ["r", "x"]],
    ];
    for (const isolation of levels)
      expect(outcomesOf({ isolation }, own, workload), isolation).toEqual([[[1], [1, 2]]]);
  });
});

describe("serializable, by strict two-phase locking", () => {
  it("aborts the younger of two that are in each other's way, not the older (wound-wait)", () => {
    const crossed: readonly Scripted[] = [
      [99, "c1", ["w", "x", 2], ["r", "y"], ["w", "y", 2]],
      [104, "c2", ["w", "y", 3], ["w", "x", 3]],
    ];
    const outcomes = outcomesOf({ isolation: "serializable" }, [initially, ...crossed, afterwards]);
    expect(outcomes).toEqual([[], [1], "aborted", [2, 2]]);
  });

  it("lets a younger one wait for an older one's end", () => {
    const outcomes = outcomesOf({ isolation: "serializable" }, [
      [0, "c1", ["w", "x", 2], ["r", "z"], ["r", "z"], ["r", "z"]],
      [15, "c2", ["r", "x"]],
    ]);
    expect(outcomes[1]).toEqual([2]);
  });
});

describe("known-bad variants", () => {
  it.each([
    ["no-write-conflict-check", "snapshot-isolation", 3],
    ["dirty-read", "read-committed", 1],
    ["moving-snapshot", "snapshot-isolation", 2],
    ["no-read-locks", "serializable", 5],
  ])("%s lets happen what %s forbids", (bug, isolation, at) => {
    const { transactions, happened } = phenomena[at]!;
    const outcomes = outcomesOf({ isolation, bug }, [initially, ...transactions, afterwards]);
    expect(happened(outcomes), JSON.stringify(outcomes)).toBe(true);
  });
});

describe("a replica that is not the primary", () => {
  it("passes requests on, so that an abort is the answer to a single attempt", () => {
    const overrides = { c1: { target: "n2" }, c2: { target: "n2" } };
    const transactions: readonly Scripted[] = [
      [99, "c1", ["r", "x"], ["w", "x", 2]],
      [104, "c2", ["r", "x"], ["w", "x", 3]],
    ];
    const outcomes = outcomesOf({ isolation: "snapshot-isolation" }, transactions, { overrides });
    expect(outcomes).toEqual([[null], "aborted"]);
  });
});
