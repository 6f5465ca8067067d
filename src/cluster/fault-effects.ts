import { NO_NODE } from "../kernel/index.ts";
import { setDrift, stepClock } from "./clock.ts";
import type { Cluster, FaultPayload } from "./cluster.ts";
import { endLie } from "./disk.ts";
import type { Fault } from "./fault.ts";
import type { Condition } from "./network.ts";
import type { Node } from "./node.ts";
import { pairsAcross, pairsBetween, resolveGroups, resolveNodes } from "./select-nodes.ts";

/** The undoing of a fault, with its nodes already known: what a queued end of a fault carries. */
export type Effect =
  | { readonly do: "restart" | "resume" | "end-lie"; readonly node: number }
  | { readonly do: "lift"; readonly condition: number }
  | { readonly do: "drift"; readonly node: number; readonly ppm: number }
  | { readonly do: "cost"; readonly node: number; readonly costUs: number; readonly factor: number };

/**
 * A fault strikes, or one that was to last for a while ends. Its span is noted (`fault`, then `fault-end` with the
 * same value), so that timelines can draw it.
 */
export function applyFault(cluster: Cluster, payload: FaultPayload): void {
  if (payload.planned === undefined) {
    for (const effect of payload.effects ?? []) undo(cluster, effect);
    cluster.note(NO_NODE, "fault-end", payload.text, payload.id);
    return;
  }
  const { fault } = payload.planned;
  const id = ++cluster.conditionCount;
  const { undoing, struck } = strike(cluster, fault, id);
  const resolved = struck.length > 0 ? ` [${struck.join(" ")}]` : "";
  cluster.note(
    NO_NODE,
    "fault",
    payload.text + (payload.text.includes(struck.join(" ")) ? "" : resolved),
    id,
  );
  if ("forUs" in fault && fault.forUs !== undefined && undoing.length > 0) {
    cluster.scheduleFaultEnd(fault.forUs, { text: `end of ${payload.text}`, effects: undoing, id });
  }
}

interface Struck {
  readonly undoing: readonly Effect[];
  /** Names of the nodes it hit, where the plan named them by a word. */
  readonly struck: readonly string[];
}

function strike(cluster: Cluster, fault: Fault, id: number): Struck {
  switch (fault.do) {
    case "crash":
      return onNodes(cluster, fault.nodes, (node) => {
        cluster.crash(node);
        return { do: "restart", node: node.id };
      });
    case "restart":
      return onNodes(cluster, fault.nodes, (node) => void cluster.restart(node));
    case "pause":
      return onNodes(cluster, fault.nodes, (node) => {
        cluster.pause(node);
        return { do: "resume", node: node.id };
      });
    case "resume":
      return onNodes(cluster, fault.nodes, (node) => void cluster.resume(node));
    case "heal":
      return heal(cluster, fault.what);
    case "clock-step":
      return onNodes(cluster, fault.nodes, (node) => void stepClock(node.clock, cluster.nowUs, fault.byUs));
    case "clock-drift":
      return onNodes(cluster, fault.nodes, (node) => {
        const ppm = node.clock.driftPpm;
        setDrift(node.clock, cluster.nowUs, fault.ppm);
        return { do: "drift", node: node.id, ppm };
      });
    case "disk-stall":
      return onNodes(cluster, fault.nodes, (node) => void cluster.stallDisk(node, fault.forUs));
    case "disk-lose":
      return onNodes(cluster, fault.nodes, (node) => {
        node.disk.lying = true;
        return { do: "end-lie", node: node.id };
      });
    case "slow-node":
      return onNodes(cluster, fault.nodes, (node) => {
        const undoing: Effect = { do: "cost", node: node.id, costUs: node.costUs, factor: node.costFactor };
        node.costUs += fault.costUs;
        node.costFactor *= fault.factor;
        return undoing;
      });
    case "ask":
      return onNodes(cluster, fault.nodes, (node) => {
        cluster.ask(node, fault.request, resolveNodes(cluster, fault.about)[0]?.id);
      });
    default:
      return layCondition(cluster, fault, id);
  }
}

type LinkFault = Extract<
  Fault,
  { do: "isolate" | "partition" | "cut" | "slow" | "lossy" | "duplicate" | "reorder" }
>;

function layCondition(cluster: Cluster, fault: LinkFault, id: number): Struck {
  const condition = toCondition(cluster, fault, id);
  cluster.network.lay(condition);
  const struck = condition.groups
    ?.map((group) => group.map((node) => cluster.nameOf(node)).join(" "))
    .join(" | ");
  return { undoing: [{ do: "lift", condition: id }], struck: struck === undefined ? [] : [struck] };
}

function toCondition(cluster: Cluster, fault: LinkFault, id: number): Condition {
  const count = cluster.nodes.length;
  if (fault.do === "isolate") {
    const inside = resolveNodes(cluster, fault.nodes).map((node) => node.id);
    const outside = cluster.nodes
      .filter((node) => node.isReplica && !inside.includes(node.id))
      .map((node) => node.id);
    const groups = [...inside.map((node) => [node]), outside];
    return { id, kind: "partition", groups, pairs: pairsBetween(groups, count) };
  }
  if (fault.do === "partition") return { id, kind: "partition", ...partitionPairs(cluster, fault.groups) };
  const from = resolveNodes(cluster, fault.from).map((node) => node.id);
  const to = resolveNodes(cluster, fault.to).map((node) => node.id);
  const pairs = pairsAcross(from, to, count);
  if (fault.do === "cut") return { id, kind: "cut", pairs };
  if (fault.do === "slow") return { id, kind: "slow", pairs, factor: fault.factor, addUs: fault.addUs };
  return { id, kind: fault.do, pairs, probability: fault.probability };
}

function partitionPairs(
  cluster: Cluster,
  shape: Extract<Fault, { do: "partition" }>["groups"],
): Pick<Condition, "pairs" | "groups"> {
  const count = cluster.nodes.length;
  const replicas = cluster.nodes.filter((node) => node.isReplica).map((node) => node.id);
  if (shape === "bridge") {
    const middle = Math.floor(replicas.length / 2);
    const groups = [replicas.slice(0, middle), replicas.slice(middle + 1)];
    return { groups, pairs: pairsBetween(groups, count) };
  }
  if (shape === "majority-ring") return { pairs: majorityRing(replicas, count) };
  const groups = resolveGroups(cluster, shape);
  return { groups, pairs: pairsBetween(groups, count) };
}

/** Replicas on a circle; each still reaches only the nearest ones that make a majority with it. */
function majorityRing(replicas: readonly number[], count: number): number[] {
  const reach = Math.ceil(Math.floor(replicas.length / 2) / 2);
  const pairs: number[] = [];
  replicas.forEach((from, i) => {
    replicas.forEach((to, j) => {
      const apart = Math.min(Math.abs(i - j), replicas.length - Math.abs(i - j));
      if (apart > reach) pairs.push(from * count + to);
    });
  });
  return pairs;
}

function heal(cluster: Cluster, what: "all" | "partitions" | "links"): Struck {
  const isPartition = (condition: Condition): boolean =>
    condition.kind === "partition" || condition.kind === "cut";
  const healed = cluster.network.conditions.filter(
    (condition) => what === "all" || isPartition(condition) === (what === "partitions"),
  );
  const ids = new Set(healed.map((condition) => condition.id));
  cluster.network.lift((condition) => ids.has(condition.id));
  for (const id of ids) cluster.note(NO_NODE, "fault-end", `heal ${what}`, id);
  return { undoing: [], struck: [] };
}

function undo(cluster: Cluster, effect: Effect): void {
  if (effect.do === "lift") {
    cluster.network.lift((condition) => condition.id === effect.condition);
    return;
  }
  const node = cluster.nodes[effect.node]!;
  switch (effect.do) {
    case "restart":
      cluster.restart(node);
      return;
    case "resume":
      cluster.resume(node);
      return;
    case "end-lie":
      endLie(node.disk);
      return;
    case "drift":
      setDrift(node.clock, cluster.nowUs, effect.ppm);
      return;
    case "cost":
      node.costUs = effect.costUs;
      node.costFactor = effect.factor;
  }
}

function onNodes(cluster: Cluster, selector: readonly string[], hit: (node: Node) => Effect | void): Struck {
  const nodes = resolveNodes(cluster, selector);
  const undoing: Effect[] = [];
  for (const node of nodes) {
    const effect = hit(node);
    if (effect !== undefined) undoing.push(effect);
  }
  return { undoing, struck: nodes.map((node) => node.name) };
}
