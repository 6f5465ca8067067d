import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createAppendList,
  createDigest,
  forkList,
  formatDigest,
  hashValue,
  mixFour,
  pushTo,
  truncate,
  valuesOf,
} from "../../src/base/index.ts";

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

describe("the hash of an append list", () => {
  it("follows from its values alone, however it was forked, cut, written to and hashed before", () => {
    const step = fc.record({
      list: fc.nat(3),
      do: fc.constantFrom("push", "push", "cut", "fork", "hash", "hash"),
      amount: fc.nat(600),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const lists = [createAppendList<number>()];
        let next = 0;
        for (const { list: pick, do: action, amount } of steps) {
          const list = lists[pick % lists.length]!;
          if (action === "push") for (let count = 0; count < amount; count++) pushTo(list, next++);
          else if (action === "cut") truncate(list, amount);
          else if (action === "fork" && lists.length < 4) lists.push(forkList(list));
          else expect(hashValue(list)).toBe(hashValue(createAppendList(valuesOf(list))));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("changes with any value and with the length", () => {
    const values = Array.from({ length: 700 }, (_, index) => index);
    const hashes = [0, 255, 256, 511, 512, 699].map((at) => hashValue(createAppendList(values.with(at, -1))));
    const shorter = [0, 255, 256, 257, 699].map((length) =>
      hashValue(createAppendList(values.slice(0, length))),
    );
    const all = [hashValue(createAppendList(values)), ...hashes, ...shorter];
    expect(new Set(all).size).toBe(all.length);
  });
});
