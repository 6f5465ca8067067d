import { expect, test } from "vitest";
import { fuzzyScore } from "../../../src/ui/palette/fuzzy.ts";
import { itemsFor, type PaletteItem } from "../../../src/ui/palette/item.ts";

const item = (title: string, kind = "command"): PaletteItem => ({ id: title, kind, title, run: () => {} });

test("all words must be found, in any order; letters may have gaps from the start of a word on", () => {
  expect(fuzzyScore("moment next", "Next moment")).toBeGreaterThan(0);
  expect(fuzzyScore("nm", "Next moment")).toBeGreaterThan(0);
  expect(fuzzyScore("xm", "Next moment")).toBe(-Infinity);
  expect(fuzzyScore("next node", "Next moment")).toBe(-Infinity);
  expect(fuzzyScore("pb", "partition of n1, healed by the end of that run")).toBe(-Infinity);
});

test("the start of a word beats its inside, which beats letters with gaps; of equals the shorter wins", () => {
  const titles = ["Zoom out", "To the start", "Restart n1", "Step a rather big way"].map((title) =>
    item(title),
  );
  expect(itemsFor("sta", titles).map(({ title }) => title)).toEqual([
    "To the start",
    "Restart n1",
    "Step a rather big way",
  ]);
  expect(itemsFor("n1", [item("n1 leads"), item("n1")]).map(({ title }) => title)).toEqual([
    "n1",
    "n1 leads",
  ]);
});

test("what it is can be searched too; nothing typed shows all in their order", () => {
  const items = [item("n1", "node"), item("Play")];
  expect(itemsFor("node", items).map(({ title }) => title)).toEqual(["n1"]);
  expect(itemsFor(" ", items)).toEqual(items);
});
