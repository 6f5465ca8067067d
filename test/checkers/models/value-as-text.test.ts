import { expect, it } from "vitest";
import { describeTextOfValue, textOfValue } from "../../../src/checkers/models/value-as-text.ts";
import type { Value } from "../../../src/history/index.ts";

const values: Value[] = [
  "",
  "a",
  "1",
  1,
  11,
  [1],
  "[1]",
  "\0",
  "\0.",
  "\x001",
  "\x001\0.",
  true,
  "true",
  { a: "\0" },
];

it("is another text for every value, however texts are appended", () => {
  const texts = values.filter((value) => typeof value === "string");
  const all = new Set(values.map((value) => JSON.stringify(value)));
  for (const a of texts) {
    for (const b of texts) {
      expect(textOfValue(a) + textOfValue(b)).toBe(textOfValue(a + b));
      all.add(JSON.stringify(a + b));
    }
  }
  expect(new Set(Array.from(all, (json) => textOfValue(JSON.parse(json) as Value))).size).toBe(all.size);
  for (const value of values.filter((one) => typeof one !== "string"))
    for (const text of texts.slice(1))
      expect(values.map(textOfValue)).not.toContain(textOfValue(value) + textOfValue(text));
});

it("is nothing for nil", () => {
  expect(textOfValue(null)).toBe(textOfValue(""));
});

it("is described as the value", () => {
  for (const value of values) expect(describeTextOfValue(textOfValue(value))).toBe(JSON.stringify(value));
  expect(describeTextOfValue(`${textOfValue(1)}a`)).toBe('1 and "a" after it');
});
