import fc from "fast-check";
import { expect, test } from "vitest";
import { layoutWitness, type WitnessBar } from "../../../src/ui/map/witness-layout.ts";

const measures = { width: 336, textSize: 12, widthOf: (words: string): number => words.length * 6.2 };

const someBar: fc.Arbitrary<WitnessBar> = fc
  .record({
    caller: fc.constantFrom("c1", "c2", "c3"),
    words: fc.constantFrom("write x 2", "read x = 17", "cas x 3 to 4: fail"),
    fromUs: fc.nat(1e6),
    lengthUs: fc.oneof(fc.nat(1e5), fc.constant(Infinity)),
  })
  .map(({ caller, words, fromUs, lengthUs }) => ({ caller, words, fromUs, endUs: fromUs + lengthUs }));

const someBars = fc.array(someBar, { minLength: 1, maxLength: 10 });

test("however long things took, what came first stands left of what came later", () => {
  fc.assert(
    fc.property(someBars, (bars) => {
      const { bars: placed } = layoutWitness(bars, [], measures);
      const isRight = (one: number, other: number): boolean => {
        const [a, b] = [bars[one]!, bars[other]!];
        const isBegunLater = a.fromUs >= b.fromUs || placed[one]!.x < placed[other]!.x;
        const end = placed[one]!.x + placed[one]!.width;
        return isBegunLater && (a.endUs >= b.fromUs || end < placed[other]!.x + 3);
      };
      const indexes = bars.map((_, index) => index);
      expect(indexes.every((one) => indexes.every((other) => isRight(one, other)))).toBe(true);
    }),
  );
});

test("bars and their words stay in the drawing, and no words lie on each other", () => {
  fc.assert(
    fc.property(someBars, (bars) => {
      const { bars: placed, height, left } = layoutWitness(bars, [], measures);
      const words = placed.map(({ wordsX, y }, index) => ({
        from: wordsX,
        end: wordsX + measures.widthOf(bars[index]!.words),
        y,
      }));
      for (const [index, { from, end, y }] of words.entries()) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(measures.width + 0.001);
        expect(placed[index]!.x).toBeGreaterThanOrEqual(left);
        expect(y).toBeLessThan(height);
        const isOnOther = words.some(
          (other, at) => at !== index && other.y === y && other.from < end && from < other.end,
        );
        expect(isOnOther).toBe(false);
      }
    }),
  );
});

test("a caller has one lane, a bracket spans from an end to a beginning", () => {
  const bars: WitnessBar[] = [
    { caller: "c1", words: "write x 2", fromUs: 0, endUs: 100 },
    { caller: "c2", words: "read x = 2", fromUs: 10, endUs: 40 },
    { caller: "c3", words: "read x = 1", fromUs: 60, endUs: 90 },
  ];
  const layout = layoutWitness(
    bars,
    [{ from: 1, to: 2, words: "ended 20 µs before", isBracket: true }],
    measures,
  );
  expect(layout.lanes.map(({ caller }) => caller)).toEqual(["c1", "c2", "c3"]);
  const [, second, third] = layout.bars;
  expect(layout.joins[0]!.path).toContain(`H${third!.x}`);
  expect(layout.joins[0]!.path).toContain(`M${second!.x + second!.width} `);
});

test("the words of an arrow below the last lane are in the drawing, and brackets are below them", () => {
  const bars: WitnessBar[] = [
    { caller: "c1", words: "a", fromUs: 0, endUs: 10 },
    { caller: "c1", words: "b", fromUs: 200, endUs: 210 },
  ];
  const arrow = { from: 0, to: 1, words: "process order", isBracket: false };
  const bracket = { from: 0, to: 1, words: "ended before", isBracket: true };
  const { height, joins } = layoutWitness(bars, [arrow, bracket], measures);
  const [below, lowest] = joins;
  expect(height).toBeGreaterThan(lowest!.wordsY + measures.textSize / 3);
  expect(lowest!.wordsY).toBeGreaterThan(below!.wordsY + measures.textSize);
  const alone = layoutWitness(bars, [arrow], measures);
  expect(alone.height).toBeGreaterThan(alone.joins[0]!.wordsY + measures.textSize / 3);
});

test("down to a bar that began before, an arrow ends beside the bar, not in the words above it", () => {
  const bars: WitnessBar[] = [
    { caller: "c1", words: "a", fromUs: 100, endUs: 210 },
    { caller: "c2", words: "b", fromUs: 0, endUs: 110 },
  ];
  const { joins, bars: placed } = layoutWitness(
    bars,
    [{ from: 0, to: 1, words: "rw", isBracket: false }],
    measures,
  );
  const { x, y } = placed[1]!;
  expect(joins[0]!.path.endsWith(` ${x - 1} ${y}`)).toBe(true);
});
