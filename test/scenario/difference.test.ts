import { expect, test } from "vitest";
import type { Value } from "../../src/history/index.ts";
import { findDifference } from "../../src/scenario/difference.ts";

/** What is told of n1 and n2 that hold these values of x; undefined for nothing. */
function difference(one: Value | undefined, other: Value | undefined): string | undefined {
  const copies = [one, other].map((value, id) => ({
    id,
    name: `n${id + 1}`,
    contents: new Map(value === undefined ? [] : [["x", value]]),
    keeps: () => true,
  }));
  return findDifference(copies);
}

test("a difference names the key and what two copies hold, of sets an element", () => {
  expect(difference(1, 1)).toBeUndefined();
  expect(difference(1, 2)).toBe("x is 1 at n1 and 2 at n2");
  expect(difference(undefined, "a")).toBe('x is nothing at n1 and "a" at n2');
  expect(difference([1, 2, 3], [1, 3])).toBe("x has 2 at n1 and not at n2");
  expect(difference([1], [1, "b"])).toBe('x has "b" at n2 and not at n1');
  expect(difference("a".repeat(100), "")).toBe(`x is "${"a".repeat(58)}… at n1 and "" at n2`);
});
