import { describe, expect, it } from "vitest";
import { latestOf, type Assignment } from "../../../src/protocols/crdt/lww-register.ts";

function assignment(value: number, l: number, c = 0, node = 0): Assignment {
  return { value, stamp: { l, c, node } };
}

describe("LWW-register (specification 8)", () => {
  it("keeps the assignment with the later stamp, whichever came first", () => {
    const early = assignment(1, 10);
    const late = assignment(2, 20);
    expect(latestOf(early, late)).toBe(late);
    expect(latestOf(late, early)).toBe(late);
    expect(latestOf(null, early)).toBe(early);
    expect(latestOf(null, null)).toBeNull();
  });

  it("looks at the count before the node, and at the value last of all", () => {
    expect(latestOf(assignment(1, 10, 1, 0), assignment(2, 10, 0, 9))).toMatchObject({ value: 1 });
    expect(latestOf(assignment(1, 10, 0, 1), assignment(2, 10, 0, 0))).toMatchObject({ value: 1 });
    expect(latestOf(assignment(1, 10), assignment(2, 10))).toMatchObject({ value: 2 });
  });
});
