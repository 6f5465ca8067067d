import { describe, expect, it } from "vitest";
import { multiLeader } from "../../../src/protocols/multi-leader/index.ts";
import type { MultiLeaderState } from "../../../src/protocols/multi-leader/state.ts";
import { runStore, stateOf } from "../store-cluster.ts";

const names = (id: number): string => `n${id + 1}`;

/** What the inspector shows of n2, once n1 has done these things. */
function rowsOf(options: object, kind: string, ...forms: readonly object[]): Record<string, string> {
  const script = forms.map((form, index) => ({ at: `${index + 1}00ms`, client: "c1", ...form }));
  const workload = { kind, clients: 1, overrides: { c1: { target: "n1" } }, script };
  const cluster = runStore("multi-leader", { options, workload, latency: "5ms", sync: "1ms" });
  const state = stateOf<MultiLeaderState>(cluster, "n2");
  return Object.fromEntries(multiLeader.describe(state, names).rows);
}

describe("a replica shows", () => {
  it("a register's value, its stamp and whose it is", () => {
    const physical = rowsOf({ clock: "physical" }, "key-value", { write: ["x", 7] });
    expect(physical).toMatchObject({ x: "7, stamped 105ms by n1", delivered: "n1 1" });
    expect(physical).not.toHaveProperty("physical clock");
    const lamport = rowsOf({ clock: "lamport" }, "key-value", { write: ["x", 7] }, { write: ["x", 8] });
    expect(lamport).toMatchObject({ x: "8, stamped 2 by n1", "lamport clock": "3" });
  });

  it("a set's elements, and a text in quotes", () => {
    const set = rowsOf({ data: "or-set" }, "set", { add: ["x", "b"] }, { add: ["x", "a"] });
    expect(set).toMatchObject({ x: "a, b", "waiting for earlier ones": "0" });
    expect(rowsOf({ data: "or-set" }, "set", { remove: ["x", "b"] })).toMatchObject({ x: "no elements" });
    expect(rowsOf({ data: "text" }, "text", { insert: ["x", 0, "hi"] })).toMatchObject({ x: '"hi"' });
  });

  it("how far contents have come when they are merged", () => {
    const options = { data: "g-counter", replication: "state" };
    const rows = rowsOf(options, "counter", { add: ["x", 2] });
    expect(rows).toMatchObject({ x: "2", "own updates": "0", version: "1" });
    expect(rows["acknowledged"]).toMatch(/n3 1/);
  });
});

describe("a message reads as", () => {
  it.each([
    [{ kind: "Updates", updates: [{ origin: 0, count: 3, key: "x" }] }, "n1's update 3, of x"],
    [{ kind: "Updates", updates: [{ origin: 0 }, { origin: 0 }, { origin: 2 }] }, "3 updates of n1, n3"],
    [{ kind: "Summary", delivered: [4, 0, 1] }, "has n1 4, n3 1"],
    [{ kind: "Summary", delivered: [] }, "has none"],
    [
      {
        kind: "Contents",
        version: 7,
        contents: [
          ["x", 1],
          ["y", 2],
        ],
      },
      "version 7: x, y",
    ],
    [{ kind: "ContentsReply", version: 7 }, "has version 7"],
  ])("%j", (message, words) => {
    expect(multiLeader.describeMessage!(message as never, names)).toBe(words);
  });
});
