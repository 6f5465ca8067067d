import type { Context, NodeId } from "../../cluster/index.ts";
import { hasAllOf, type Copy } from "./copies.ts";
import { childrenOf, DEPTH, digestAt, leafOf, LEAVES } from "./merkle-tree.ts";
import { copyBytes, type Digests, type KeyedCopy, type Leaves } from "./messages.ts";
import { homesOf } from "./placement.ts";
import { treeOf } from "./shared-trees.ts";
import type { QuorumState } from "./state.ts";
import { keepCopy, syncWrites } from "./storage.ts";
import { armAntiEntropy } from "./timers.ts";

/**
 * Anti-entropy (§4.7): from time to time a node compares its Merkle tree with that of a peer, from the root down, and
 * only for ranges that differ keys are sent. Each message carries all that its receiver must know, so nothing is
 * remembered and nothing must be repeated when one is lost.
 *
 * - n1 → n2: `Digests` of the root; n2 → n1: `Digests` of its children, if the roots differ; … down to the leaves
 *   - whoever finds leaves that differ → the other: `Leaves`, with the copies it holds in them
 *     - the other → back: `Leaves`, with the copies of which that was not the newest
 *
 * Dynamo keeps a tree for each range of the ring. Here it is one for each pair of nodes, over all ranges that both are
 * home to.
 */
export function onAntiEntropyTimer(state: QuorumState, ctx: Context): void {
  armAntiEntropy(state, ctx);
  // Whoever holds a key has a tree with its other homes; one that holds none yet is asked by those.
  const peers = Array.from(state.trees.keys());
  const peer = peers[Math.floor(ctx.random() * peers.length)];
  if (peer !== undefined) sendDigests(state, peer, 0, [0], ctx);
}

export function onDigests(state: QuorumState, from: NodeId, message: Digests, ctx: Context): void {
  const { level, places, digests } = message;
  const tree = treeOf(state, from);
  const differing = places.filter((place, at) => digestAt(tree, level, place) !== digests[at]);
  if (differing.length === 0) return;
  if (level < DEPTH) sendDigests(state, from, level + 1, differing.flatMap(childrenOf), ctx);
  else sendLeaves(from, differing, entriesIn(state, from, differing), false, ctx);
}

export function onLeaves(state: QuorumState, from: NodeId, message: Leaves, ctx: Context): void {
  const { leaves, entries, isReply } = message;
  for (const [key, copy] of entries) keepCopy(state, key, copy, ctx);
  syncWrites(state, ctx);
  if (isReply) return;
  const theirs = new Map<string, Copy>(entries);
  const newer = entriesIn(state, from, leaves).filter(([key, copy]) => {
    const held = theirs.get(key);
    return held === undefined || !hasAllOf(held, copy);
  });
  if (newer.length > 0) sendLeaves(from, leaves, newer, true, ctx);
}

function sendDigests(
  state: QuorumState,
  to: NodeId,
  level: number,
  places: readonly number[],
  ctx: Context,
): void {
  const tree = treeOf(state, to);
  const digests = places.map((place) => digestAt(tree, level, place));
  ctx.send<Digests>(to, { kind: "Digests", level, places, digests });
}

function sendLeaves(
  to: NodeId,
  leaves: readonly number[],
  entries: readonly KeyedCopy[],
  isReply: boolean,
  ctx: Context,
): void {
  const bytes = entries.reduce((sum, [, copy]) => sum + copyBytes(copy), 0);
  const keys = entries.length === 1 ? "1 key" : `${entries.length} keys`;
  ctx.note(
    "anti-entropy",
    `${leaves.length} of ${LEAVES} ranges differ from ${ctx.nameOf(to)}: sends ${keys}, ${bytes} bytes`,
    entries.length,
  );
  ctx.send<Leaves>(to, { kind: "Leaves", leaves, entries, isReply });
}

/** What this node holds of the keys in these leaves that `peer` is home to as well. */
function entriesIn({ copies, placement }: QuorumState, peer: NodeId, leaves: readonly number[]): KeyedCopy[] {
  const wanted = new Set(leaves);
  return Array.from(copies).filter(
    ([key]) => wanted.has(leafOf(key)) && homesOf(placement, key).includes(peer),
  );
}
