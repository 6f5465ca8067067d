import { expect, test } from "vitest";
import { EventKind } from "../../../src/ui/run/kinds.ts";
import { LinkRecords, quantile } from "../../../src/ui/run/link-records.ts";
import { chunkOf, columnsOf, type TestRecord } from "./records.ts";

const records: TestRecord[] = [
  { timeUs: 0, node: 0, kind: EventKind.timer },
  { timeUs: 10, node: 1, peer: 0, cause: 0 },
  { timeUs: 14, node: 0, peer: 1, cause: 1 },
  { timeUs: 20, node: 1, peer: 0, cause: 0, kind: EventKind.dropCut },
  { timeUs: 30, node: 1, kind: EventKind.timer },
];

test("a direction counts its own messages, up to the event that is asked for", () => {
  const link = new LinkRecords(0, 1);
  const columns = columnsOf(records);
  link.extend(columns);
  expect(link.countsUntil(0)).toEqual({ arrived: 0, dropped: 0, last: -1 });
  expect(link.countsUntil(2)).toEqual({ arrived: 1, dropped: 0, last: 1 });
  expect(link.countsUntil(4)).toEqual({ arrived: 1, dropped: 1, last: 3 });
  columns.append(chunkOf([{ timeUs: 40, node: 1, peer: 0, cause: 4 }], 5));
  link.extend(columns);
  expect(link.countsUntil(9)).toEqual({ arrived: 2, dropped: 1, last: 5 });
  expect(link.delaysUntil(9, columns)).toEqual([10, 10]);
});

test("a quantile is a value of the list", () => {
  expect(quantile([], 0.5)).toBeUndefined();
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(3);
  expect(quantile([1, 2, 3, 4], 0.99)).toBe(4);
  expect(quantile([1, 2, 3, 4], 1)).toBe(4);
});
