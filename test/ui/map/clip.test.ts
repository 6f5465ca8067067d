import { expect, test } from "vitest";
import { clip } from "../../../src/ui/map/clip.ts";

const widthOf = (words: string): number => words.length;

test("words that have room stay whole", () => {
  expect(clip("read k1 = 128", 13, widthOf)).toBe("read k1 = 128");
});

test("a number is left out whole, not cut", () => {
  expect(clip("read k1 = 128", 12, widthOf)).toBe("read k1 = …");
  expect(clip("read k1 = 128", 10, widthOf)).toBe("read k1 …");
  expect(clip("read", 3, widthOf)).toBe("…");
});
