import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDigest, formatDigest, mixFour } from "../../src/base/index.ts";

type Four = readonly [number, number, number, number];

function digestOf(quadruples: readonly Four[]): string {
  const digest = createDigest();
  for (const [a, b, c, d] of quadruples) mixFour(digest, a, b, c, d);
  return formatDigest(digest);
}

const word = fc.oneof(fc.nat(8), fc.integer());
const four = fc.tuple(word, word, word, word);

describe("a digest of quadruples", () => {
  it("tells apart all that differ a little in several places", () => {
    const seen = new Set<string>();
    const near = [0, 1, 2, 3, 65_536, 65_537, 131_072, -1, 0x7fffffff, 1_000_000, 1_000_001, 2_000_000];
    for (const a of near)
      for (const b of near) for (const c of near) for (const d of near) seen.add(digestOf([[a, b, c, d]]));
    expect(seen.size).toBe(near.length ** 4);
  });

  it("depends on every word and on the order", () => {
    fc.assert(
      fc.property(
        fc.array(four, { minLength: 1, maxLength: 8 }),
        fc.nat(),
        fc.nat(3),
        fc.integer(),
        (all, at, place, value) => {
          const index = at % all.length;
          const changed = all.map((one, i) =>
            i === index ? (one.with(place, value) as unknown as Four) : one,
          );
          const isSame = all[index]![place] === value;
          expect(digestOf(changed) === digestOf(all)).toBe(isSame);
          const reversed = all.toReversed();
          expect(digestOf(reversed) === digestOf(all)).toBe(String(reversed) === String(all));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
