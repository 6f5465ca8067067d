import { setDrift } from "./clock.ts";
import type { Cluster } from "./cluster.ts";
import { endLie } from "./disk.ts";
import type { Node } from "./node.ts";

/**
 * What faults hold a node in, by the fault's id. Faults may overlap: a node is down, paused, slow, drifting or lied to by its
 * disk as long as any fault holds it so, and when one ends the others go on. Plain data.
 */
export type Hold =
  | { readonly id: number; readonly kind: "down" | "paused" | "lie" }
  | { readonly id: number; readonly kind: "drift"; readonly ppm: number }
  | { readonly id: number; readonly kind: "cost"; readonly costUs: number; readonly factor: number };

/** Lays a hold on a node and makes it felt. */
export function addHold(cluster: Cluster, node: Node, hold: Hold): void {
  if (hold.kind === "paused" && node.status === "down") return;
  node.holds.push(hold);
  if (hold.kind === "down") cluster.crash(node);
  else if (hold.kind === "paused") cluster.pause(node);
  else apply(cluster, node, hold.kind);
}

/** Takes away the holds for which `isOver` holds; the node is as those that remain have it. */
export function releaseHolds(cluster: Cluster, node: Node, isOver: (hold: Hold) => boolean): void {
  const kinds = new Set(node.holds.filter(isOver).map((hold) => hold.kind));
  node.holds = node.holds.filter((hold) => !isOver(hold));
  for (const kind of kinds) apply(cluster, node, kind);
}

/** Makes a node what its holds of one kind say. */
function apply(cluster: Cluster, node: Node, kind: Hold["kind"]): void {
  const isHeld = node.holds.some((hold) => hold.kind === kind);
  switch (kind) {
    case "down":
      if (!isHeld) cluster.restart(node);
      return;
    case "paused":
      if (!isHeld) cluster.resume(node);
      return;
    case "lie":
      if (isHeld) node.disk.lying = true;
      else endLie(node.disk);
      return;
    case "drift":
      setDrift(node.clock, cluster.nowUs, driftOf(node));
      return;
    case "cost":
      setCost(node);
  }
}

/** The latest fault's drift, or the clock's own. */
function driftOf(node: Node): number {
  let ppm = node.spec.driftPpm ?? 0;
  for (const hold of node.holds) if (hold.kind === "drift") ppm = hold.ppm;
  return ppm;
}

/** Times that are added add up, factors multiply. */
function setCost(node: Node): void {
  node.costUs = node.spec.costUs ?? 0;
  node.costFactor = 1;
  for (const hold of node.holds) {
    if (hold.kind !== "cost") continue;
    node.costUs += hold.costUs;
    node.costFactor *= hold.factor;
  }
}
