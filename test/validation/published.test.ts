import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { published, type Figure } from "./published.ts";
import { commandOf, Sweeper } from "./sweeps.ts";

let sweeper: Sweeper;
const table: string[] = [];

beforeAll(async () => {
  sweeper = await Sweeper.create();
});

afterAll(async () => {
  await sweeper.close();
  console.log(
    ["", line("published", "figure", "expected", "tolerance", "measured", ""), ...table].join("\n"),
  );
});

describe("published numbers", () => {
  for (const { what, source, sweep, figures } of published) {
    test(`${what} (${source})`, async () => {
      const rows = await sweeper.run(sweep);
      const outside: string[] = [];
      for (const figure of figures) {
        const value = figure.measure(rows);
        const isMet = value >= figure.low && value <= figure.high;
        table.push(row(what, figure, value, isMet));
        if (!isMet) outside.push(`${figure.name} is ${show(value)} ${figure.unit}`);
      }
      expect(outside, commandOf(sweep)).toEqual([]);
    });
  }
});

function row(
  what: string,
  { name, unit, expected, tolerance }: Figure,
  value: number,
  isMet: boolean,
): string {
  return line(
    what,
    name,
    `${show(expected)} ${unit}`,
    tolerance,
    `${show(value)} ${unit}`,
    isMet ? "✓" : "✗",
  );
}

function line(...cells: readonly [string, string, string, string, string, string]): string {
  const widths = [52, 15, 14, 14, 14, 1];
  return cells.map((cell, index) => cell.padEnd(widths[index]!)).join(" ");
}

function show(value: number): string {
  return value.toFixed(Math.abs(value) >= 100 ? 1 : 3);
}
