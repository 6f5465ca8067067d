import { expect, test } from "vitest";
import type { Frame, NodeFrame } from "../../../src/session/index.ts";
import { frameChanges } from "../../../src/ui/run/frame-changes.ts";

const node = (change: Partial<NodeFrame>): NodeFrame => ({
  status: "up",
  rows: [["commitIndex", "2"]],
  clock: { localUs: 0, driftPpm: 0 },
  disk: { cells: [], files: [["log", 3]], pendingWrites: 0, pendingSyncs: 0, lying: false },
  timers: [{ name: "election", dueUs: 1_000_000 }],
  ...change,
});

const frame = (nodes: readonly NodeFrame[]): Frame => ({
  event: 0,
  timeUs: 0,
  nodes,
  messages: [],
  partitions: [],
  links: [],
});

test("what differs is told by name, with what was before; the clock is no change", () => {
  const before = frame([node({}), node({})]);
  const after = frame([
    node({ clock: { localUs: 9, driftPpm: 0 } }),
    node({
      role: "leader",
      term: 2,
      rows: [["commitIndex", "3"]],
      timers: [],
      disk: { cells: [], files: [["log", 4]], pendingWrites: 1, pendingSyncs: 0, lying: false },
    }),
  ]);
  expect(frameChanges(before, after)).toEqual([
    {
      node: 1,
      changes: [
        { what: "commitIndex", before: "2", after: "3" },
        { what: "disk: log", before: "length 3", after: "length 4" },
        { what: "timer: election", before: "1.000000", after: "" },
        { what: "role", before: "", after: "leader, term 2" },
        { what: "disk: not synced", before: "", after: "1" },
      ],
    },
  ]);
});
