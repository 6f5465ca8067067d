import { isLeadingRole } from "../base/index.ts";
import type { Cluster } from "./cluster.ts";
import type { Selector } from "./fault.ts";
import type { Node } from "./node.ts";

/** The nodes that a selector means at this moment, without repetition, in the selector's order. */
export function resolveNodes(cluster: Cluster, selector: Selector): Node[] {
  const found: Node[] = [];
  for (const word of selector) {
    for (const node of resolveWord(cluster, word)) if (!found.includes(node)) found.push(node);
  }
  return found;
}

/** The groups of a partition as node ids; `rest` is every replica that no other group has. */
export function resolveGroups(cluster: Cluster, groups: readonly Selector[]): number[][] {
  const resolved = groups.map((group) =>
    resolveNodes(
      cluster,
      group.filter((word) => word !== "rest"),
    ).map((node) => node.id),
  );
  const taken = new Set(resolved.flat());
  groups.forEach((group, index) => {
    if (!group.includes("rest")) return;
    for (const node of cluster.nodes) {
      if (node.isReplica && !taken.has(node.id)) resolved[index]!.push(node.id);
    }
  });
  return resolved;
}

/** Directed pairs between different groups, both ways. */
export function pairsBetween(groups: readonly (readonly number[])[], count: number): number[] {
  return groups.flatMap((group, i) =>
    groups.flatMap((other, j) => (i === j ? [] : pairsAcross(group, other, count))),
  );
}

/** Directed pairs from each of `from` to each of `to`. */
export function pairsAcross(from: readonly number[], to: readonly number[], count: number): number[] {
  return from.flatMap((a) => to.filter((b) => b !== a).map((b) => a * count + b));
}

function resolveWord(cluster: Cluster, word: string): readonly Node[] {
  const replicas = cluster.nodes.filter((node) => node.isReplica);
  switch (word) {
    case "all":
    case "rest":
      return replicas;
    case "leader":
      return listOf(leaderOf(replicas));
    case "follower":
      return listOf(replicas.find((node) => node.status === "up" && node !== leaderOf(replicas)));
    case "followers":
      return replicas.filter((node) => node !== leaderOf(replicas));
    case "random":
      return listOf(
        randomOf(
          cluster,
          replicas.filter((node) => node.status === "up"),
        ),
      );
    default:
      return listOf(cluster.nodes.find((node) => node.name === word));
  }
}

function leaderOf(replicas: readonly Node[]): Node | undefined {
  let leader: Node | undefined;
  let highest = -1;
  for (const node of replicas) {
    if (node.status !== "up" || node.program.roleOf === undefined) continue;
    const { role, term } = node.program.roleOf(node.state);
    if (isLeadingRole(role) && term > highest) {
      leader = node;
      highest = term;
    }
  }
  return leader;
}

function randomOf(cluster: Cluster, nodes: readonly Node[]): Node | undefined {
  const random = cluster.kernel.streams.get("fault");
  return nodes[Math.floor(random() * nodes.length)];
}

function listOf(node: Node | undefined): readonly Node[] {
  return node === undefined ? [] : [node];
}
