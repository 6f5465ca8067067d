import { expect, test } from "vitest";
import { faultLabels } from "../../../src/ui/transport/fault-labels.ts";
import type { FaultMark } from "../../../src/ui/transport/fault-mark-list.ts";

const mark = (label: string, fromUs: number, toUs = fromUs, byHand = false): FaultMark => ({
  key: `${label} ${fromUs}`,
  text: label,
  label,
  fromUs,
  toUs,
  isInstant: toUs === fromUs,
  isOperation: false,
  byHand,
  isMuted: false,
});

/** 10 s on 1,000 px. */
const xOf = (us: number): number => us / 10_000;
const wordsOf = (marks: readonly FaultMark[]): (string | undefined)[] => {
  const { of } = faultLabels(marks, xOf, 12);
  return marks.map((one) => of.get(one)?.text);
};

test("what has room on one line stands on one", () => {
  const marks = [mark("crash n1", 0, 1e6), mark("heal all", 5e6)];
  expect(faultLabels(marks, xOf, 12).rows).toBe(1);
  expect(wordsOf(marks)).toEqual(["crash n1", "heal all"]);
});

test("a standing partition keeps its name, whatever comes by hand right after it", () => {
  const partition = mark("partition n1 n2 | n3 n4 n5", 1e6, 8e6);
  const others = [
    mark("crash n3", 1.1e6, 9e6, true),
    mark("drop AppendEntries n1→n2", 1.2e6, 1.2e6, true),
    mark("heal all", 1.3e6),
  ];
  expect(wordsOf([partition, ...others])[0]).toBe(partition.label);
});

test("five faults within a second have more names than one, and no two touch", () => {
  const marks = [0, 1, 2, 3, 4].map((place) => mark(`crash n${place}`, 1e6 + place * 2e5, 4e6));
  const { of, rows } = faultLabels(marks, xOf, 12);
  expect(rows).toBe(2);
  expect(of.size).toBeGreaterThanOrEqual(3);
  const all = [...of.values()].sort((a, b) => a.x - b.x);
  for (const row of [0, 1]) {
    const inRow = all.filter((label) => label.row === row);
    inRow.slice(1).forEach((label, index) => {
      const before = inRow[index]!;
      expect(label.x).toBeGreaterThan(before.x + before.text.length * 12 * 0.56);
    });
  }
});

test("a word at the end of the run stays on the page", () => {
  const late = mark("partition n1 n2 | n3 n4 n5", 9.9e6, 10e6);
  const { x, text } = faultLabels([late], xOf, 12, 1_030).of.get(late)!;
  expect(x + text.length * 12 * 0.56).toBeLessThanOrEqual(1_030);
});
