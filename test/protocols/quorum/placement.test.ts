import { describe, expect, it } from "vitest";
import {
  createPlacement,
  homesOf,
  preferenceList,
  type Placement,
} from "../../../src/protocols/quorum/placement.ts";

const KEYS = Array.from({ length: 4_000 }, (_, index) => `key${index}`);

function ringOf(nodes: number, virtualNodes: number, prefix = "n"): Placement {
  const ids = Array.from({ length: nodes }, (_, id) => id);
  return createPlacement({ n: 3, placement: "ring", virtualNodes }, ids, (id) => `${prefix}${id}`);
}

/** The standard deviation of the nodes' shares of the ring, in units of their mean. */
function variation({ nodes, points, owners }: Placement): number {
  const shares = nodes.map(() => 0);
  points.forEach((point, at) => {
    const before = at === 0 ? points.at(-1)! - 2 ** 32 : points[at - 1]!;
    shares[owners[at]!]! += (point - before) / 2 ** 32;
  });
  const mean = 1 / nodes.length;
  const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / nodes.length;
  return Math.sqrt(variance) / mean;
}

describe("the ring (§4.2, §4.3)", () => {
  it("gives a key n distinct homes, and goes on to every other node once", () => {
    const ring = ringOf(5, 16);
    for (const key of KEYS.slice(0, 200)) {
      const list = preferenceList(ring, key, 5);
      expect(new Set(list).size).toBe(5);
      expect(homesOf(ring, key)).toEqual(list.slice(0, 3));
    }
  });

  it("shares keys as unevenly as theory has it: variation √((n − 1)/(nv + 1))", () => {
    for (const [nodes, points] of [
      [5, 1],
      [5, 16],
      [10, 64],
    ] as const) {
      const rings = Array.from({ length: 400 }, (_, run) => ringOf(nodes, points, `run ${run} node `));
      const meanSquare = rings.reduce((sum, ring) => sum + variation(ring) ** 2, 0) / rings.length;
      const expected = Math.sqrt((nodes - 1) / (nodes * points + 1));
      expect(Math.sqrt(meanSquare) / expected, `${nodes} × ${points}`).toBeGreaterThan(0.93);
      expect(Math.sqrt(meanSquare) / expected, `${nodes} × ${points}`).toBeLessThan(1.07);
    }
  });

  it("moves 1/(n + 1) of the keys to a node that is added, and none between the others", () => {
    const before = ringOf(9, 128);
    const after = ringOf(10, 128);
    const moved = KEYS.filter((key) => homesOf(before, key)[0] !== homesOf(after, key)[0]);
    expect(moved.every((key) => homesOf(after, key)[0] === 9)).toBe(true);
    expect(moved.length / KEYS.length).toBeGreaterThan(0.07);
    expect(moved.length / KEYS.length).toBeLessThan(0.13);
  });

  it("can be left out: the first n nodes hold every key", () => {
    const plain = createPlacement({ n: 2, placement: "first", virtualNodes: 16 }, [0, 1, 2], String);
    for (const key of KEYS.slice(0, 20)) expect(homesOf(plain, key)).toEqual([0, 1]);
    expect(preferenceList(plain, "x", 3)).toEqual([0, 1, 2]);
  });
});
