import { expect, test } from "vitest";
import type { RunInfo } from "../../../src/session/index.ts";
import { EventKind } from "../../../src/ui/run/kinds.ts";
import { eventFilter } from "../../../src/ui/tables/event-filter.ts";
import { rowsInSight } from "../../../src/ui/tables/use-virtual-rows.ts";
import { columnsOf } from "../run/records.ts";

const info = {
  nodes: [{ name: "n1" }, { name: "n2" }],
  tags: [{ name: "AppendEntries" }, { name: "election" }],
} as unknown as RunInfo;

const columns = columnsOf([
  { timeUs: 0, node: 0, kind: EventKind.start },
  { timeUs: 1, node: 1, peer: 0, tag: 0 },
  { timeUs: 2, node: 1, peer: 0, tag: 0, kind: EventKind.dropLoss },
  { timeUs: 3, node: 1, tag: 1, kind: EventKind.timer },
]);

const found = (search: string): number[] => {
  const filter = eventFilter(info, search);
  return [0, 1, 2, 3].filter((record) => filter?.(columns, record) ?? true);
};

test("every word must be found: node, sender, message, timer or kind", () => {
  expect(found("")).toEqual([0, 1, 2, 3]);
  expect(found("n1")).toEqual([0, 1, 2]);
  expect(found("append")).toEqual([1, 2]);
  expect(found("n2 dropped")).toEqual([2]);
  expect(found("timer")).toEqual([3]);
  expect(found("start append")).toEqual([]);
});

test("only rows in sight are drawn, and the heights add up", () => {
  const { first, last, above, below } = rowsInSight(2_800, 280, 1_000, 28);
  expect(first).toBeLessThanOrEqual(100);
  expect(last).toBeGreaterThanOrEqual(110);
  expect(last - first).toBeLessThan(30);
  expect(above + (last - first) * 28 + below).toBe(28_000);
});
