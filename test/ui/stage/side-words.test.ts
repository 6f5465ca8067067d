import { expect, test } from "vitest";
import { linesOf, sideWords } from "../../../src/ui/stage/side-words.ts";

test("a side counts with the bridges that it reaches", () => {
  expect(sideWords(2, [], 5, true)).toEqual({ count: "2 of 5", verdict: "no majority" });
  expect(sideWords(2, ["n6"], 6, true)).toEqual({ count: "3 of 6 with n6", verdict: "no majority" });
  expect(sideWords(3, ["n6"], 6, true)).toEqual({ count: "4 of 6 with n6", verdict: "a majority" });
  expect(sideWords(2, ["n6", "n7", "n8"], 8, true).count).toBe("5 of 8 with 3 in between");
});

test("words take as many lines as they need, and give way where there is no room", () => {
  const words = sideWords(2, [], 5, true);
  expect(linesOf(words, 2, 200, 13)).toEqual(["2 of 5, no majority"]);
  expect(linesOf(words, 2, 100, 13)).toEqual(["2 of 5,", "no majority"]);
  expect(linesOf(words, 1, 100, 13)).toEqual(["2 of 5"]);
  expect(linesOf(words, 2, 60, 13)).toEqual(["2 of 5"]);
  expect(linesOf(words, 2, 20, 13)).toEqual([]);
});

test("where a majority can do no more than a minority, only the count is told", () => {
  const words = sideWords(3, [], 5, false);
  expect(linesOf(words, 2, 200, 13)).toEqual(["3 of 5"]);
  expect(linesOf(words, 2, 20, 13)).toEqual([]);
});
