import { describe, expect, it } from "vitest";
import {
  isReadOnlyTransaction,
  microOperationsOf,
  transactionText,
  type Value,
} from "../../src/history/index.ts";

const asked: Value = [
  ["r", "x", null],
  ["append", "y", 3],
];

describe("a transaction", () => {
  it("is a list of steps of three parts, each a read, a write or an append", () => {
    expect(microOperationsOf(asked)).toBe(asked);
    expect(microOperationsOf([])).toEqual([]);
    for (const other of [null, 7, "r", [["r", "x"]], [["cas", "x", 1]], [1, 2, 3]])
      expect(microOperationsOf(other as Value)).toBeUndefined();
  });

  it("is read-only when all its steps read", () => {
    expect(isReadOnlyTransaction([["r", "x", null]])).toBe(true);
    expect(isReadOnlyTransaction(asked)).toBe(false);
    expect(isReadOnlyTransaction(null)).toBe(false);
  });

  it("is told without what its reads found until that is known", () => {
    expect(transactionText(asked, false)).toBe("r x, append y 3");
    expect(
      transactionText(
        [
          ["r", "x", [1, 2]],
          ["w", 7, "in"],
        ],
        true,
      ),
    ).toBe("r x = 1 2, w 7 in");
    expect(
      transactionText(
        [
          ["r", "x", null],
          ["r", "y", []],
        ],
        true,
      ),
    ).toBe("r x = nothing, r y = nothing");
  });

  it("is told with the end of a long list, where the news is", () => {
    const list = Array.from({ length: 20 }, (_, index) => index);
    expect(transactionText([["r", "x", list]], true)).toBe("r x = … 14 15 16 17 18 19");
  });

  it("is told as it stands when it is none", () => {
    expect(transactionText([1, "a"], true)).toBe('[1,"a"]');
  });
});
