import { hashText } from "../../base/index.ts";
import type { NodeId } from "../../cluster/index.ts";
import type { QuorumOptions } from "./options.ts";

/**
 * Who holds a key (§4.2, §4.3): its preference list is the nodes met on the way around a ring from the key's
 * hash on, each once. The first n of it are the key's homes, the others stand in for them. Each node has several
 * points on the ring, virtual nodes, so that shares are even.
 *
 * With `placement: first` the list is the nodes in their order, for every key.
 *
 * With v points a node, the shares of k nodes have a coefficient of variation of √((k − 1)/(kv + 1)).
 */
export interface Placement {
  readonly nodes: readonly NodeId[];
  readonly n: number;
  /** Rising; empty with `placement: first`. */
  readonly points: Uint32Array;
  /** Whose point it is. */
  readonly owners: Uint16Array;
}

export function createPlacement(
  { n, placement, virtualNodes }: Pick<QuorumOptions, "n" | "placement" | "virtualNodes">,
  nodes: readonly NodeId[],
  nameOf: (node: NodeId) => string,
): Placement {
  const ring: { point: number; owner: NodeId }[] = [];
  if (placement === "ring") {
    for (const owner of nodes) {
      for (let place = 0; place < virtualNodes; place++) {
        ring.push({ point: hashText(`${nameOf(owner)}#${place}`), owner });
      }
    }
    ring.sort((a, b) => a.point - b.point || a.owner - b.owner);
  }
  return {
    nodes: nodes.slice(),
    n,
    points: Uint32Array.from(ring, ({ point }) => point),
    owners: Uint16Array.from(ring, ({ owner }) => owner),
  };
}

/** The n nodes that hold `key`. */
export function homesOf(placement: Placement, key: string): NodeId[] {
  return preferenceList(placement, key, placement.n);
}

/** True when some key may be at home at this node. */
export function isHome({ points, nodes, n }: Placement, node: NodeId): boolean {
  return points.length > 0 || nodes.indexOf(node) < n;
}

/** The first `count` nodes of the key's preference list. */
export function preferenceList({ nodes, points, owners }: Placement, key: string, count: number): NodeId[] {
  if (points.length === 0) return nodes.slice(0, count);
  const list: NodeId[] = [];
  let at = firstPointFrom(points, hashText(key));
  while (list.length < count) {
    const owner = owners[at]!;
    if (!list.includes(owner)) list.push(owner);
    at = at + 1 === points.length ? 0 : at + 1;
  }
  return list;
}

/** The first point not before `hash`, going around at the end. */
function firstPointFrom(points: Uint32Array, hash: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (points[middle]! < hash) low = middle + 1;
    else high = middle;
  }
  return low === points.length ? 0 : low;
}
