import { describe, expect, it } from "vitest";
import { LONGEST_SEED, seedProblem } from "../../src/base/index.ts";

describe("a seed", () => {
  it.each(["1", "-0.5", "spam & eggs", "été 🌱", "a\u00a0b", "x".repeat(LONGEST_SEED)])(
    "may be %j",
    (text) => {
      expect(seedProblem(text)).toBeUndefined();
    },
  );

  it.each([
    ["", "at least one character"],
    ["x".repeat(LONGEST_SEED + 1), "at most 200 characters"],
    ["a\nb", "one line"],
    ["a\rb", "one line"],
    ["tab\t", "one line"],
    ["\u2028", "one line"],
    ["\u0085", "one line"],
    ["\u001b[31m", "one line"],
  ])("is not %j", (text, says) => {
    expect(seedProblem(text)).toContain(says);
  });
});
