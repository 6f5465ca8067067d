import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  acquire,
  createLockTable,
  holds,
  release,
  type LockMode,
  type LockTable,
} from "../../../src/protocols/locks/lock-table.ts";

function ask(
  table: LockTable,
  owner: number,
  mode: LockMode,
): { granted: boolean; wounded: readonly number[] } {
  return acquire(table, "x", owner, mode);
}

describe("a lock", () => {
  it("has many shared holders or one exclusive one", () => {
    const table = createLockTable();
    expect(ask(table, 1, "shared").granted).toBe(true);
    expect(ask(table, 2, "shared").granted).toBe(true);
    expect(ask(table, 3, "exclusive").granted).toBe(false);
    expect(release(table, 1)).toEqual([]);
    expect(release(table, 2)).toEqual([{ owner: 3, key: "x" }]);
    expect(holds(table, "x", 3, "exclusive")).toBe(true);
  });

  it("wounds younger holders for an older one, and lets a younger one wait", () => {
    const table = createLockTable();
    ask(table, 5, "shared");
    ask(table, 7, "shared");
    expect(ask(table, 6, "exclusive")).toEqual({ granted: false, wounded: [7] });
    expect(ask(table, 8, "exclusive")).toEqual({ granted: false, wounded: [] });
  });

  it("is given to the oldest who waits, whoever came first", () => {
    const table = createLockTable();
    ask(table, 1, "exclusive");
    for (const owner of [9, 4, 6]) ask(table, owner, "exclusive");
    expect(release(table, 1)).toEqual([{ owner: 4, key: "x" }]);
  });

  it("is raised by its only holder", () => {
    const table = createLockTable();
    ask(table, 1, "shared");
    expect(ask(table, 1, "exclusive").granted).toBe(true);
    expect(ask(table, 1, "shared").granted).toBe(true);
    expect(holds(table, "x", 1, "exclusive")).toBe(true);
  });

  it("is not given past an older one that waits for it", () => {
    const table = createLockTable();
    ask(table, 1, "shared");
    ask(table, 2, "exclusive");
    expect(ask(table, 3, "shared").granted).toBe(false);
  });
});

describe("wound-wait", () => {
  const step = fc.record({
    owner: fc.integer({ min: 1, max: 6 }),
    key: fc.constantFrom("x", "y", "z"),
    mode: fc.constantFrom<LockMode>("shared", "exclusive"),
    ends: fc.boolean(),
  });

  it("never lets an older one wait for a younger one that could be wounded, and forgets whoever is gone", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const table = createLockTable();
        for (const { owner, key, mode, ends } of steps) {
          if (ends) release(table, owner);
          else for (const victim of acquire(table, key, owner, mode).wounded) release(table, victim);
          for (const { holders, queue } of table.locks.values()) {
            if (holders.some((holder) => holder.mode === "exclusive")) expect(holders).toHaveLength(1);
            for (const waiting of queue)
              for (const holder of holders)
                if (waiting.mode === "exclusive" || holder.mode === "exclusive")
                  expect(holder.owner).toBeLessThanOrEqual(waiting.owner);
          }
        }
        for (let owner = 1; owner <= 6; owner++) release(table, owner);
        expect(table.locks.size).toBe(0);
      }),
    );
  });
});
