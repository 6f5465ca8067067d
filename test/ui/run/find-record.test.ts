import { expect, test } from "vitest";
import { recordOfFault, recordOfFlight, recordOfTimer } from "../../../src/ui/run/find-record.ts";
import { EventKind } from "../../../src/ui/run/kinds.ts";
import { columnsOf } from "./records.ts";

const columns = columnsOf([
  { timeUs: 0, node: 0, kind: EventKind.timer, tag: 2 },
  { timeUs: 10, node: 1, peer: 0, cause: 0, tag: 1 },
  { timeUs: 10, node: 2, peer: 0, cause: 0, tag: 1 },
  { timeUs: 10, node: 2, kind: EventKind.timer, tag: 2 },
]);

const flight = {
  from: 0,
  cause: 0,
  tag: 1,
  sentUs: 0,
  arrivesUs: 10,
  doomed: false,
  blocked: false,
  text: "",
};

test("a flight ends at the record of its own instant, ends and cause", () => {
  expect(recordOfFlight(columns, { ...flight, to: 1 })).toBe(1);
  expect(recordOfFlight(columns, { ...flight, to: 2 })).toBe(2);
  expect(recordOfFlight(columns, { ...flight, to: 1, arrivesUs: 11 })).toBe(-1);
});

test("a timer that was set anew does not fire where it was due", () => {
  expect(recordOfTimer(columns, 2, 2, 10)).toBe(3);
  expect(recordOfTimer(columns, 1, 2, 10)).toBe(-1);
});

test("of the faults of one instant the first is meant", () => {
  const faults = columnsOf([
    { timeUs: 5, node: 0 },
    { timeUs: 10, node: 0, kind: EventKind.fault },
    { timeUs: 10, node: 1, kind: EventKind.fault },
    { timeUs: 10, node: 1 },
  ]);
  expect(recordOfFault(faults, 10)).toBe(1);
  expect(recordOfFault(faults, 5)).toBe(-1);
});
