import { expect, test } from "vitest";
import { flightsAt, progressOf } from "../../../src/ui/run/in-flight.ts";
import { EventKind } from "../../../src/ui/run/kinds.ts";
import { columnsOf } from "./records.ts";

// n0 sends to n1 and n2 at 10; n1 hears at 30 and answers; what goes to n2 is lost.
const columns = columnsOf([
  { timeUs: 10, node: 0, kind: EventKind.timer },
  { timeUs: 30, node: 1, peer: 0, cause: 0 },
  { timeUs: 35, node: 2, peer: 0, cause: 0, kind: EventKind.dropLoss },
  { timeUs: 50, node: 0, peer: 1, cause: 1 },
]);

test("a message is under way from its sending to its end", () => {
  expect(flightsAt(columns, -1, 5, 100)).toEqual([]);
  expect(flightsAt(columns, 0, 20, 100).map((flight) => flight.record)).toEqual([1, 2]);
  expect(flightsAt(columns, 1, 32, 100).map((flight) => flight.record)).toEqual([2, 3]);
  expect(flightsAt(columns, 3, 60, 100)).toEqual([]);
});

test("it is as far along its way as its time is", () => {
  const [toFirst] = flightsAt(columns, 0, 20, 100);
  expect(toFirst).toMatchObject({ from: 0, to: 1, sentUs: 10, endUs: 30 });
  expect(progressOf(toFirst!, 20)).toBe(0.5);
  expect(progressOf(toFirst!, 90)).toBe(1);
});
