import { expect, test } from "vitest";
import { busyPairs } from "../../../src/ui/stage/links.tsx";

test("a link in use is drawn once, whichever way it is used; a client's is not among replicas", () => {
  const used = [
    { from: 2, to: 1 },
    { from: 1, to: 2 },
    { from: 0, to: 9 },
    { from: 1, to: 1 },
    { from: 0, to: 2 },
  ];
  expect(busyPairs([0, 1, 2], used)).toEqual([
    [1, 2],
    [0, 2],
  ]);
});
