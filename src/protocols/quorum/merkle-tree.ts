import { createDigest, hashText, mix, mixFour } from "../../base/index.ts";
import type { Copy } from "./copies.ts";

/**
 * A Merkle tree over the keys that two nodes share (§4.7): each leaf is a range of the keys' hashes and digests what
 * is held of them, each inner node digests its children. Where two nodes' digests are equal nothing below them
 * differs.
 *
 * Kept are the leaves, as exclusive ors of one digest a version, so that a write changes one number; inner nodes are
 * computed when they are compared. Level 0 is the root, level `DEPTH` the leaves.
 */
export type MerkleTree = Int32Array;

const BRANCHING = 4;
export const DEPTH = 4;
export const LEAVES = 256;

/** Hashes of 32 bits over 256 leaves. */
const LEAF_SHIFT = 24;

export function createMerkleTree(): MerkleTree {
  return new Int32Array(LEAVES);
}

export function leafOf(key: string): number {
  return hashText(key) >>> LEAF_SHIFT;
}

/** What a copy adds to its leaf; taking it away is adding it again. Nothing for no copy. */
export function copyDigest(key: string, copy: Copy | undefined): number {
  if (copy === undefined) return 0;
  const hash = hashText(key);
  let sum = 0;
  for (const { time, coordinator, dot } of copy.versions) {
    const digest = createDigest();
    mixFour(digest, hash, time, Math.floor(time / 0x100000000), coordinator);
    mix(digest, dot);
    sum ^= digest.low ^ digest.high;
  }
  return sum;
}

/** The digest of one node of the tree. */
export function digestAt(tree: MerkleTree, level: number, index: number): number {
  if (level === DEPTH) return tree[index]!;
  const digest = createDigest();
  for (const child of childrenOf(index)) mix(digest, digestAt(tree, level + 1, child));
  return digest.low ^ digest.high;
}

/** Places, on the level below, of a node's children. */
export function childrenOf(index: number): number[] {
  return Array.from({ length: BRANCHING }, (_, child) => index * BRANCHING + child);
}
