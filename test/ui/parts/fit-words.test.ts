import fc from "fast-check";
import { expect, test } from "vitest";
import { fitNames, wrapWords } from "../../../src/ui/parts/fit-words.ts";

test("words are broken between words, and end in an ellipsis where more would follow", () => {
  expect(wrapWords("cas k6 3894 to 3701", 14, 2)).toEqual(["cas k6 3894 to", "3701"]);
  expect(wrapWords("cas k6 3894 to 3701", 10, 2)).toEqual(["cas k6", "3894 to…"]);
  expect(wrapWords("cas k6 3894 to 3701", 10, 1)).toEqual(["cas k6…"]);
  expect(wrapWords("ok, 17.4\u00A0ms", 9, 2)).toEqual(["ok,", "17.4\u00A0ms"]);
});

test("no line is longer than what fits", () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.integer({ min: 2, max: 30 }),
      fc.integer({ min: 1, max: 3 }),
      (text, letters, most) => {
        const lines = wrapWords(text, letters, most);
        expect(lines.length).toBeLessThanOrEqual(most);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(letters);
      },
    ),
  );
});

test("names that do not fit are counted", () => {
  const names = ["partition", "crash n4", "crash n1", "slow n2"];
  expect(fitNames(names, 60, 2)).toBe(4);
  expect(fitNames(names, 18, 2)).toBe(2);
  expect(fitNames(names, 16, 2)).toBe(1);
  expect(fitNames(names, 6, 2)).toBe(0);
});
