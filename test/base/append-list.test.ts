import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createAppendList,
  forkList,
  lastOf,
  pushTo,
  truncate,
  valueAt,
  valuesOf,
} from "../../src/base/index.ts";

describe("append list", () => {
  it("behaves as an array, and a fork as a copy of it", () => {
    const step = fc.record({
      list: fc.nat(4),
      do: fc.constantFrom("push", "push", "push", "cut", "fork"),
      amount: fc.nat(700),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const lists = [createAppendList<number>()];
        const arrays: number[][] = [[]];
        let next = 0;
        for (const { list: pick, do: action, amount } of steps) {
          const index = pick % lists.length;
          const list = lists[index]!;
          if (action === "push") {
            for (let count = 0; count < amount; count++) {
              pushTo(list, next);
              arrays[index]!.push(next++);
            }
          } else if (action === "cut") {
            truncate(list, amount);
            arrays[index]!.length = Math.min(arrays[index]!.length, amount);
          } else if (lists.length < 5) {
            lists.push(forkList(list));
            arrays.push(arrays[index]!.slice());
          }
        }
        lists.forEach((list, index) => {
          const array = arrays[index]!;
          expect(valuesOf(list)).toEqual(array);
          expect(list.length).toBe(array.length);
          expect(lastOf(list)).toBe(array[array.length - 1]);
          expect(valueAt(list, 300)).toBe(array[300]);
          expect(valueAt(list, -1)).toBeUndefined();
          expect(valuesOf(list, 250, 260)).toEqual(array.slice(250, 260));
        });
      }),
      { numRuns: 300 },
    );
  });
});
