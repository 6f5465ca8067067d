import { describe, expect, it } from "vitest";
import type { Cluster } from "../../../src/cluster/index.ts";
import { toOperations, type HistoryEntry, type Value } from "../../../src/history/index.ts";
import { lostUpdates } from "../../../src/scenario/metrics/lost-updates.ts";

/** `f`, input, how it ended and with what; those in one list overlap, the next begin after all of them. */
type Call = readonly [f: string, input: Value, type?: "ok" | "fail" | "info", output?: Value];

/** What is lost when so many replicas hold these values of x; undefined for nothing. */
function lost(
  calls: readonly (Call | readonly Call[])[],
  held: readonly (Value | undefined)[],
  kind = "key-value",
): number | null {
  const entries: HistoryEntry[] = [];
  let process = 0;
  for (const round of calls) {
    const overlapping = (Array.isArray(round[0]) ? round : [round]) as readonly Call[];
    const first = process;
    for (const [f, value] of overlapping)
      entries.push({ type: "invoke", process: process++, f, key: "x", value });
    overlapping.forEach(([f, input, type = "ok", output = input], index) =>
      entries.push({ type, process: first + index, f, key: "x", value: output }),
    );
  }
  const nodes = held.map((value) => ({
    isReplica: true,
    status: "up",
    program: { contents: (state: unknown) => state },
    state: new Map(value === undefined ? [] : [["x", value]]),
  }));
  const cluster = { nodes } as unknown as Cluster;
  return lostUpdates.compute({
    cluster,
    kind,
    fromUs: 0,
    untilUs: 1,
    notes: [],
    operations: toOperations(entries),
  });
}

describe("lost updates of registers", () => {
  const twice: Call[] = [
    ["write", 1],
    ["write", 2],
  ];

  it("are writes begun after the final value was acknowledged", () => {
    expect(lost(twice, [1, 1])).toBe(1);
    expect(lost(twice, [2, 2])).toBe(0);
    expect(lost([...twice, ["write", 3]], [1, 1])).toBe(2);
  });

  it("are not writes that overlap the final one, nor any while replicas differ", () => {
    expect(lost([twice], [1, 1])).toBe(0);
    expect(lost(twice, [1, 2])).toBe(0);
  });

  it("are all when nothing is left, but not when the final value's writer is unknown", () => {
    expect(lost(twice, [undefined, undefined])).toBe(2);
    expect(lost(twice, [null])).toBe(2);
    expect(
      lost(
        [
          ["write", 1, "info"],
          ["write", 2],
        ],
        [1],
      ),
    ).toBe(0);
    expect(lost(twice, [9])).toBe(0);
  });

  it("know a cas by what it wrote, and nothing of writes that failed", () => {
    expect(
      lost(
        [
          ["cas", [null, 1]],
          ["write", 2],
        ],
        [1],
      ),
    ).toBe(1);
    expect(
      lost(
        [
          ["write", 1],
          ["write", 2, "fail"],
        ],
        [1],
      ),
    ).toBe(0);
    expect(
      lost(
        [
          ["write", 1],
          ["write", 2, "info"],
        ],
        [1],
      ),
    ).toBe(0);
  });
});

describe("lost updates of sets", () => {
  it("are elements that were added, that nobody removed, and that nobody holds", () => {
    const added: Call[] = [
      ["add", 1],
      ["add", 2],
      ["add", 2],
    ];
    expect(lost(added, [[1], [1]], "set")).toBe(1);
    expect(lost(added, [[1], [2]], "set")).toBe(0);
    expect(lost(added, [undefined], "set")).toBe(2);
    expect(lost([...added, ["remove", 2, "info"]], [[1]], "set")).toBe(0);
    expect(lost([["add", 3, "info"]], [[]], "set")).toBe(0);
  });
});

describe("lost updates of counters", () => {
  it("are what the greatest replica lacks of the acknowledged amounts", () => {
    expect(
      lost(
        [
          ["add", 2],
          ["add", 3],
        ],
        [2, 4],
        "counter",
      ),
    ).toBe(1);
    expect(
      lost(
        [
          ["add", 2],
          ["add", 3],
        ],
        [6, 4],
        "counter",
      ),
    ).toBe(0);
    expect(
      lost(
        [
          ["add", 2],
          ["add", 3, "info"],
        ],
        [2],
        "counter",
      ),
    ).toBe(0);
    expect(
      lost(
        [
          ["add", 2],
          ["add", -1, "info"],
        ],
        [1],
        "counter",
      ),
    ).toBe(0);
    expect(
      lost(
        [
          ["add", 2],
          ["add", -1],
        ],
        [undefined],
        "counter",
      ),
    ).toBe(1);
  });
});

describe("lost updates of texts", () => {
  it("are characters that are neither there nor in a deletion's answer", () => {
    expect(lost([["insert", [0, "abc"]]], ["ac", "a"], "text")).toBe(1);
    expect(
      lost(
        [
          ["insert", [0, "abc"]],
          ["delete", [1, 1], "ok", "b"],
        ],
        ["ac"],
        "text",
      ),
    ).toBe(0);
    expect(
      lost(
        [
          ["insert", [0, "aa"]],
          ["delete", [0, 1], "ok", "a"],
        ],
        [""],
        "text",
      ),
    ).toBe(1);
    expect(
      lost(
        [
          ["insert", [0, "abc"]],
          ["delete", [1, 2], "info"],
        ],
        ["a"],
        "text",
      ),
    ).toBe(0);
    expect(lost([["insert", [0, "abc"], "info"]], [undefined], "text")).toBe(0);
    expect(lost([["insert", [0, "ab"]]], [undefined], "text")).toBe(2);
  });
});

it("are none where no replica says what it holds", () => {
  expect(lost([["write", 1]], [])).toBeNull();
});
