import { expect, test } from "vitest";
import type { RunInfo } from "../../../src/session/index.ts";
import { kindWord } from "../../../src/ui/run/event-words.ts";
import { EventKind, NO_NODE } from "../../../src/ui/run/kinds.ts";
import { eventFilter } from "../../../src/ui/tables/event-filter.ts";
import { Matches } from "../../../src/ui/tables/matches.ts";
import { operationFilter } from "../../../src/ui/tables/operation-filter.ts";
import { rowsInSight, scrollTopFor, TALLEST } from "../../../src/ui/tables/use-virtual-rows.ts";
import type { Operation } from "../../../src/ui/run/operations.ts";
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

test("faults are found by their own words, and by those with the kind", () => {
  const texts = new Map([
    [1, "disk-stall n2 for 2s"],
    [2, "partition leader | the-rest [n1 | n2 n3]"],
  ]);
  const faults = columnsOf([0, 1, 2].map((timeUs) => ({ timeUs, node: NO_NODE, kind: EventKind.fault })));
  const among = (search: string): number[] =>
    [0, 1, 2].filter((record) => eventFilter(info, search, texts)!(faults, record));
  expect(among("disk-stall")).toEqual([1]);
  expect(among("disk stalls")).toEqual([1]);
  expect(among("partition")).toEqual([2]);
  expect(among("fault n2")).toEqual([1, 2]);
  expect(among("fault n1")).toEqual([2]);
  expect(among("fault")).toEqual([0, 1, 2]);
  expect(among("n20")).toEqual([]);
});

test("an operation from the fault plan is no fault, in word and filter", () => {
  const fault = columnsOf([{ timeUs: 0, node: 0, kind: EventKind.fault }]);
  const texts = new Map([[0, "operation c1 write x 7"]]);
  const isFound = (search: string): boolean => eventFilter(info, search, texts)!(fault, 0);
  expect(["operation", "write", "fault"].map(isFound)).toEqual([true, true, false]);
  expect(kindWord(EventKind.fault, "crash n1")).toBe("fault");
  expect(kindWord(EventKind.fault, texts.get(0))).toBe("operation");
});

test("only rows in sight are drawn, and the heights add up", () => {
  const { first, last, above, below } = rowsInSight(2_800, 280, 1_000, 28);
  expect(first).toBeLessThanOrEqual(100);
  expect(last).toBeGreaterThanOrEqual(110);
  expect(last - first).toBeLessThan(30);
  expect(above + (last - first) * 28 + below).toBe(28_000);
});

test.for([1_000, 1_000_000, 5_000_000])(
  "any of %i rows can be scrolled to, whatever their height together",
  (count) => {
    const clientHeight = 280;
    const total = Math.min(TALLEST, count * 28);
    for (const row of [0, 1, 17, Math.floor(count / 2), count - 12, count - 1]) {
      for (const from of [0, total / 3, total - clientHeight]) {
        const scrollTop = scrollTopFor(row, count, 28, { scrollTop: from, clientHeight }, 28) ?? from;
        expect(scrollTop).toBeGreaterThanOrEqual(0);
        const { first, last, above, below } = rowsInSight(scrollTop, clientHeight, count, 28);
        expect(row).toBeGreaterThanOrEqual(first);
        expect(row).toBeLessThan(last);
        expect(above + (last - first) * 28 + below).toBeCloseTo(total, 3);
        // Below the head and above the lower edge.
        const y = above + (row - first) * 28 - scrollTop;
        expect(y).toBeGreaterThan(-28);
        expect(y).toBeLessThanOrEqual(clientHeight - 28 + 1e-6);
      }
    }
  },
);

test("matches are found in portions, and on where the list has grown", () => {
  const matches = new Matches();
  const isEven = (index: number): boolean => index % 2 === 0;
  expect(matches.extend(20_000, isEven, () => true)).toBe(false);
  const soFar = matches.length;
  expect(soFar).toBeGreaterThan(0);
  expect(soFar).toBeLessThan(10_000);
  while (!matches.extend(20_000, isEven, () => true));
  expect(matches.length).toBe(10_000);
  matches.extend(20_011, isEven, () => false);
  expect(matches.length).toBe(10_006);
  expect([0, 9_999, 10_005, 10_006].map((row) => matches.at(row))).toEqual([0, 19_998, 20_010, -1]);
});

test("operations are found by client and by what they ask; outcomes are told apart", () => {
  const operation = { node: 0, f: "write", key: "x", input: 7, outcome: "ok" } as unknown as Operation;
  const filter = operationFilter(info, "n1 write fail");
  expect(filter?.outcomes).toEqual(["fail"]);
  expect(filter?.isMatch(operation)).toBe(true);
  expect(operationFilter(info, "n2")?.isMatch(operation)).toBe(false);
  expect(operationFilter(info, "x 7")?.isMatch(operation)).toBe(true);
  expect(operationFilter(info, "  ")).toBeUndefined();
});
