import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dottedCopy,
  hasAllOf,
  mergeCopies,
  mergeWith,
  stampedCopy,
  type Copy,
} from "../../../src/protocols/quorum/copies.ts";

const REPLICAS = 3;

/**
 * A random history of one key: replicas that write over what a client had read before, and that send their copies to
 * each other in any order. Beside each copy stands what theory says: the set of all writes that it has heard of, and for
 * each write those that its client had seen.
 */
interface World {
  readonly copies: (Copy | undefined)[];
  readonly heard: Set<number>[];
  readonly past: Map<number, ReadonlySet<number>>;
}

interface Move {
  readonly write: boolean;
  readonly at: number;
  readonly other: number;
  readonly blind: boolean;
  readonly skew: number;
}

const steps: fc.Arbitrary<Move[]> = fc.array(
  fc.record({
    write: fc.boolean(),
    at: fc.nat(REPLICAS - 1),
    other: fc.nat(REPLICAS - 1),
    blind: fc.boolean(),
    skew: fc.nat(20),
  }),
  { maxLength: 30 },
);

function play(moves: readonly Move[], keepSiblings: boolean): World {
  const world: World = {
    copies: Array.from({ length: REPLICAS }, () => undefined),
    heard: Array.from({ length: REPLICAS }, () => new Set<number>()),
    past: new Map(),
  };
  moves.forEach(({ write, at, other, blind, skew }, value) => {
    const { copies, heard, past } = world;
    if (write) {
      // The client read at `other` before, and that answer may be all that it knows.
      const read = blind ? undefined : copies[other];
      const held = copies[at];
      const times = [read, held].flatMap((copy) => copy?.versions.map(({ time }) => time) ?? []);
      const time = Math.max(skew, ...times.map((one) => one + 1));
      copies[at] = dottedCopy(held, read?.seen ?? [], { value, time, coordinator: at }, keepSiblings);
      past.set(value, new Set(blind ? [] : heard[other]));
      heard[at]!.add(value);
      for (const seen of past.get(value)!) heard[at]!.add(seen);
    } else {
      copies[at] = mergeWith(copies[at], copies[other], keepSiblings);
      for (const seen of heard[other]!) heard[at]!.add(seen);
    }
  });
  return world;
}

/** The writes heard of that no other one heard of had seen. */
function maximal({ heard, past }: World, at: number): number[] {
  const all = Array.from(heard[at]!);
  return all.filter((value) => !all.some((other) => past.get(other)!.has(value))).sort((a, b) => a - b);
}

const valuesOf = (copy: Copy | undefined): number[] =>
  (copy?.versions ?? []).map(({ value }) => value as number).sort((a, b) => a - b);

describe("dotted version vectors (Preguiça et al. 2010)", () => {
  it("keep exactly the writes that no other had seen", () => {
    fc.assert(
      fc.property(steps, (moves) => {
        const world = play(moves, true);
        for (let at = 0; at < REPLICAS; at++) expect(valuesOf(world.copies[at])).toEqual(maximal(world, at));
      }),
      { numRuns: 500 },
    );
  });

  it("tell two writes through one coordinator apart, where a plain version vector takes the second for the newer", () => {
    const first = dottedCopy(undefined, [], { value: 1, time: 1, coordinator: 0 }, true);
    const second = dottedCopy(first, [], { value: 2, time: 2, coordinator: 0 }, true);
    expect(valuesOf(second)).toEqual([1, 2]);
    const third = dottedCopy(second, second.seen, { value: 3, time: 3, coordinator: 0 }, true);
    expect(valuesOf(third)).toEqual([3]);
    expect(valuesOf(mergeCopies(first, third, true))).toEqual([3]);
  });
});

for (const [what, keepSiblings] of [
  ["siblings", true],
  ["the last write", false],
] as const) {
  describe(`copies that keep ${what}`, () => {
    it("come out the same in whatever order copies meet", () => {
      fc.assert(
        fc.property(steps, (moves) => {
          const [a, b, c] = play(moves, keepSiblings).copies;
          if (a === undefined || b === undefined || c === undefined) return;
          const merge = (x: Copy, y: Copy): Copy => mergeCopies(x, y, keepSiblings);
          expect(merge(a, b)).toEqual(merge(b, a));
          expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
          expect(merge(a, a)).toBe(a);
          expect(hasAllOf(merge(a, b), a)).toBe(true);
          expect(merge(a, b).versions.length).toBeGreaterThan(0);
        }),
        { numRuns: 500 },
      );
    });
  });
}

describe("timestamps", () => {
  it("let the later write win, and the coordinator decide a tie", () => {
    const early = stampedCopy("early", 1, 2);
    const late = stampedCopy("late", 2, 0);
    const tied = stampedCopy("tied", 2, 1);
    expect(mergeCopies(late, early, false)).toBe(late);
    expect(mergeCopies(early, late, false)).toBe(late);
    expect(mergeCopies(late, tied, false)).toBe(tied);
    expect(hasAllOf(late, tied)).toBe(false);
  });
});
