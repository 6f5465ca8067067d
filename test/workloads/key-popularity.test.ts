import { describe, expect, it } from "vitest";
import { RandomStreams } from "../../src/kernel/index.ts";
import { createKeyChooser } from "../../src/workloads/index.ts";

const DRAWS = 200_000;

function countChoices(count: number, alpha: number): number[] {
  const choose = createKeyChooser(count, alpha === 0 ? { kind: "uniform" } : { kind: "zipf", alpha });
  const random = new RandomStreams("popularity").get("client:c1");
  const counts = new Array<number>(count).fill(0);
  for (let index = 0; index < DRAWS; index++) counts[choose(random())]!++;
  return counts;
}

describe("key popularity", () => {
  it.each([
    [10, 0],
    [1, 1],
    [10, 0.5],
    [50, 1],
    [200, 1.3],
    [3, 10],
  ])("%d keys, exponent %d: frequencies are exactly those of the formula, but for chance", (count, alpha) => {
    const weights = Array.from({ length: count }, (_, rank) => 1 / (rank + 1) ** alpha);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const counts = countChoices(count, alpha);
    let chiSquare = 0;
    let kinds = 0;
    counts.forEach((found, key) => {
      const expected = (DRAWS * weights[key]!) / total;
      if (expected < 5) return;
      chiSquare += (found - expected) ** 2 / expected;
      kinds++;
    });
    expect(chiSquare).toBeLessThan(kinds + 4 * Math.sqrt(2 * kinds) + 4);
  });

  it("uses one draw and gives a key that there is, at both ends of it", () => {
    for (const popularity of [{ kind: "uniform" } as const, { kind: "zipf", alpha: 1 } as const]) {
      const choose = createKeyChooser(7, popularity);
      expect(choose(0)).toBe(0);
      expect(choose(1 - 2 ** -32)).toBe(6);
    }
  });
});
