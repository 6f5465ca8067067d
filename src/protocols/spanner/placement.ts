import { hashText } from "../../base/index.ts";
import type { NodeId } from "../../cluster/index.ts";
import type { SpannerState } from "./state.ts";

/** The node that holds a key. Replicas are the first nodes, so a place among them is an id. */
export function shardOf({ options, nodes }: SpannerState, key: string): NodeId {
  if (options.placement === "hash") return hashText(key) % nodes;
  return key === "" ? 0 : key.charCodeAt(key.length - 1) % nodes;
}

/** Who coordinates a transaction: the last digits of its id say so. */
export function coordinatorOf({ nodes }: SpannerState, id: number): NodeId {
  return ((id % nodes) + nodes) % nodes;
}

/** Ids rise with the clock of their node, and no two are the same, however clocks are stepped while it runs. */
export function nextId(state: SpannerState, localUs: number): number {
  state.lastBase = Math.max(state.lastBase + 1, localUs);
  return state.lastBase * state.nodes + state.self;
}

/** The keys of each shard, shards in the order in which they come up. */
export function groupByShard(state: SpannerState, keys: Iterable<string>): Map<NodeId, string[]> {
  const groups = new Map<NodeId, string[]>();
  for (const key of keys) {
    const shard = shardOf(state, key);
    const group = groups.get(shard);
    if (group === undefined) groups.set(shard, [key]);
    else if (!group.includes(key)) group.push(key);
  }
  return groups;
}
