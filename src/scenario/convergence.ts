import { formatDuration, valuesOf } from "../base/index.ts";
import type { Cluster, Node } from "../cluster/index.ts";
import type { Operation } from "../history/index.ts";
import { SETTLE_US } from "./convergence-says.ts";
import { copiesOf, type Copy } from "./copies.ts";
import { findDifference } from "./difference.ts";
import type { Verdict } from "./scenario.ts";

/**
 * Eventual convergence (Shapiro et al. 2011, §2.1: replicas that have delivered the same updates have equivalent state), as
 * far as one run can show it: it looks at the moment at which the run ends, and disagreement is held against the store
 * only when it had the time and the network to agree. Equal copies are taken for convergence however early.
 */
export function judgeConvergence(
  cluster: Cluster,
  operations: readonly Operation[],
  untilUs: number,
): { readonly verdict: Verdict; readonly why: string } {
  const copies = copiesOf(cluster);
  if (copies.length < 2) return tooFew(cluster, copies);
  const difference = findDifference(copies);
  if (difference === undefined) return { verdict: "valid", why: agreement(copies) };
  const apart = findApart(cluster, copies);
  if (apart !== undefined) return { verdict: "unknown", why: `${difference}, but ${apart}` };
  const quietUs = untilUs - lastChangeUs(cluster, operations);
  const since = `${formatDuration(quietUs)} after the last update or fault`;
  return quietUs < SETTLE_US
    ? { verdict: "unknown", why: `${difference}, but the run ends ${since}` }
    : { verdict: "invalid", why: `${difference}, ${since}` };
}

function tooFew(cluster: Cluster, copies: readonly Copy[]): { verdict: Verdict; why: string } {
  const replicas = cluster.nodes.filter(({ isReplica }) => isReplica);
  const gone = replicas.filter(({ status }) => status !== "up");
  if (replicas.every(({ program }) => program.contents === undefined))
    return { verdict: "unknown", why: `${replicas[0]?.program.name} does not say what its replicas hold` };
  const left = copies.length === 0 ? "no replica with a copy is up" : `only ${copies[0]!.name} has a copy`;
  return gone.length === 0
    ? { verdict: "valid", why: `${left}, so none differ` }
    : {
        verdict: "unknown",
        why: `${left} at the end: ${namesOf(gone)} ${gone.length === 1 ? "is" : "are"} not up`,
      };
}

function agreement(copies: readonly Copy[]): string {
  const keys = new Set(copies.flatMap(({ contents }) => Array.from(contents.keys()))).size;
  return `${namesOf(copies)} hold the same under ${keys} ${keys === 1 ? "key" : "keys"}`;
}

/** Two of them between which nothing passes one way or the other. */
function findApart({ network }: Cluster, copies: readonly Copy[]): string | undefined {
  for (const from of copies) {
    for (const to of copies) {
      if (from !== to && network.isBlocked(from.id, to.id)) return `${to.name} is cut off from ${from.name}`;
    }
  }
  return undefined;
}

/** When the last update began or was answered, or the last fault struck or ended, µs. */
function lastChangeUs(cluster: Cluster, operations: readonly Operation[]): number {
  const isChange = (kind: string): boolean => kind === "fault" || kind === "fault-end" || kind === "status";
  const faults = valuesOf(cluster.notes).flatMap(({ kind, timeUs }) => (isChange(kind) ? [timeUs] : []));
  const updates = operations
    .filter(({ f, type }) => f !== "read" && type !== "fail")
    .flatMap(({ invokeUs = 0, completeUs = 0 }) => [invokeUs, completeUs]);
  return [...faults, ...updates].reduce((last, timeUs) => Math.max(last, timeUs), 0);
}

function namesOf(nodes: readonly Pick<Node, "name">[]): string {
  return nodes.map(({ name }) => name).join(", ");
}
