import { describe, expect, it } from "vitest";
import { RandomStreams } from "../../src/kernel/index.ts";

/** First draws of the streams of a name's four nodes, for many seeds. */
function firstDraws(seeds: number, purpose: string, skip: number): number[][] {
  return Array.from({ length: seeds }, (_, seed) => {
    const streams = new RandomStreams(String(seed + 1));
    return [1, 2, 3, 4].map((node) => {
      const stream = streams.get(`${purpose}:n${node}`);
      for (let index = 0; index < skip; index++) stream();
      return stream();
    });
  });
}

describe("seeding of streams", () => {
  for (const skip of [0, 1, 3]) {
    it(`streams whose names differ in one character are independent (draw ${skip + 1})`, () => {
      const draws = firstDraws(40_000, "timer", skip).map((row) => row.toSorted((a, b) => a - b));
      // Of four uniform draws: P(second within 0.01 of the first) = 1 - 0.99^4; P(third) is 3 in the binomial's tail.
      const pairs = draws.filter((row) => row[1]! - row[0]! <= 0.01).length / draws.length;
      const triples = draws.filter((row) => row[2]! - row[0]! <= 0.01).length / draws.length;
      expect(pairs).toBeCloseTo(1 - 0.99 ** 4, 2);
      expect(Math.abs(triples - 0.00059)).toBeLessThan(0.0006);
    });
  }

  it("draws of one stream and of many fill the unit interval evenly", () => {
    const counts = new Array<number>(64).fill(0);
    for (const row of firstDraws(16_000, "link", 0)) for (const draw of row) counts[Math.floor(draw * 64)]!++;
    const chiSquare = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chiSquare).toBeLessThan(63 + 4 * Math.sqrt(126));
  });

  it("gives the same draws for ever", () => {
    const streams = new RandomStreams("42");
    expect(["timer:n1", "link:n1>n2", "client:c1"].map((name) => streams.get(name)())).toMatchInlineSnapshot(`
      [
        0.17078825226053596,
        0.6263354341499507,
        0.6846308193635195,
      ]
    `);
  });
});
