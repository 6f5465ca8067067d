import { expect, test } from "vitest";
import { LEVEL_NAMES, levelsOf } from "../../src/checkers/index.ts";

test.each(["objects", "transactions"] as const)(
  "the levels of %s have the names that documents are read with",
  (family) => {
    expect(LEVEL_NAMES[family]).toEqual(levelsOf(family).map(({ name }) => name));
  },
);
