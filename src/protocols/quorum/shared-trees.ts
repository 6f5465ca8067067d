import type { NodeId } from "../../cluster/index.ts";
import type { Copy } from "./copies.ts";
import { copyDigest, createMerkleTree, leafOf, type MerkleTree } from "./merkle-tree.ts";
import { homesOf } from "./placement.ts";
import type { QuorumState } from "./state.ts";

/** The tree over the keys that this node and `peer` are both home to; not to be changed. */
export function treeOf({ trees }: QuorumState, peer: NodeId): MerkleTree {
  return trees.get(peer) ?? createMerkleTree();
}

/** The copy of a key has changed; so do the trees shared with its other homes, if trees are compared at all. */
export function updateTrees(state: QuorumState, key: string, before: Copy | undefined, after: Copy): void {
  if (state.options.antiEntropyUs === 0) return;
  const change = copyDigest(key, before) ^ copyDigest(key, after);
  const leaf = leafOf(key);
  for (const home of homesOf(state.placement, key)) {
    if (home === state.self) continue;
    let tree = state.trees.get(home);
    if (tree === undefined) state.trees.set(home, (tree = createMerkleTree()));
    tree[leaf]! ^= change;
  }
}
