import { NO_NODE } from "../kernel/index.ts";
import { stepClock } from "./clock.ts";
import type { Cluster, FaultPayload } from "./cluster.ts";
import type { Fault } from "./fault.ts";
import { addHold, releaseHolds, type Hold } from "./holds.ts";
import { strikeMessages } from "./message-faults.ts";
import type { Condition } from "./network.ts";
import type { Node } from "./node.ts";
import { pairsAcross, pairsBetween, resolveGroups, resolveNodes } from "./select-nodes.ts";

/** The undoing of a fault, with its nodes already known: what a queued end of a fault carries. */
export type Effect =
  | { readonly do: "release"; readonly node: number; readonly hold: number }
  | { readonly do: "lift"; readonly condition: number };

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
      return holdNodes(cluster, fault.nodes, { id, kind: "down" });
    case "restart":
      return freeNodes(cluster, fault.nodes, "down");
    case "pause":
      return holdNodes(cluster, fault.nodes, { id, kind: "paused" });
    case "resume":
      return freeNodes(cluster, fault.nodes, "paused");
    case "heal":
      return heal(cluster, fault.what);
    case "clock-step":
      return onNodes(cluster, fault.nodes, (node) => stepClock(node.clock, cluster.nowUs, fault.byUs));
    case "clock-drift":
      return holdNodes(cluster, fault.nodes, { id, kind: "drift", ppm: fault.ppm });
    case "disk-stall":
      return onNodes(cluster, fault.nodes, (node) => cluster.stallDisk(node, fault.forUs));
    case "disk-lose":
      return holdNodes(cluster, fault.nodes, { id, kind: "lie" });
    case "slow-node":
      return holdNodes(cluster, fault.nodes, {
        id,
        kind: "cost",
        costUs: fault.costUs,
        factor: fault.factor,
      });
    case "ask":
      return onNodes(cluster, fault.nodes, (node) => {
        cluster.ask(node, fault.request, resolveNodes(cluster, fault.about)[0]?.id);
      });
    case "operation":
      return issueOperation(cluster, fault);
    case "drop-message":
    case "delay-message": {
      const hit = strikeMessages(cluster, fault);
      return { undoing: [], struck: hit.length > 0 ? hit : ["no such message is on its way"] };
    }
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

/** `all` also ends what degrades a node; a node that is down or paused needs its own word. */
function heal(cluster: Cluster, what: "all" | "partitions" | "links"): Struck {
  const isPartition = (condition: Condition): boolean =>
    condition.kind === "partition" || condition.kind === "cut";
  const healed = cluster.network.conditions.filter(
    (condition) => what === "all" || isPartition(condition) === (what === "partitions"),
  );
  const ids = new Set(healed.map((condition) => condition.id));
  cluster.network.lift((condition) => ids.has(condition.id));
  if (what === "all") {
    const isMended = (hold: Hold): boolean => hold.kind !== "down" && hold.kind !== "paused";
    for (const node of cluster.nodes) {
      for (const hold of node.holds) if (isMended(hold)) ids.add(hold.id);
      releaseHolds(cluster, node, isMended);
    }
  }
  for (const id of ids) cluster.note(NO_NODE, "fault-end", `heal ${what}`, id);
  return { undoing: [], struck: [] };
}

function undo(cluster: Cluster, effect: Effect): void {
  if (effect.do === "lift") {
    cluster.network.lift((condition) => condition.id === effect.condition);
    return;
  }
  releaseHolds(cluster, cluster.nodes[effect.node]!, (hold) => hold.id === effect.hold);
}

/** Lays the same hold on every node that is meant; its end releases them all. */
function holdNodes(cluster: Cluster, selector: readonly string[], hold: Hold): Struck {
  const nodes = resolveNodes(cluster, selector);
  for (const node of nodes) addHold(cluster, node, hold);
  const undoing = nodes.map((node): Effect => ({ do: "release", node: node.id, hold: hold.id }));
  return { undoing, struck: nodes.map((node) => node.name) };
}

/** Whatever holds these nodes so, holds them no longer. */
function freeNodes(cluster: Cluster, selector: readonly string[], kind: Hold["kind"]): Struck {
  return onNodes(cluster, selector, (node) => releaseHolds(cluster, node, (hold) => hold.kind === kind));
}

function issueOperation(cluster: Cluster, fault: Extract<Fault, { do: "operation" }>): Struck {
  const idle = resolveNodes(cluster, fault.nodes).filter((node) => !cluster.invoke(node, fault));
  return { undoing: [], struck: idle.map(({ name, status }) => `${name} is ${status}`) };
}

function onNodes(cluster: Cluster, selector: readonly string[], hit: (node: Node) => void): Struck {
  const nodes = resolveNodes(cluster, selector);
  for (const node of nodes) hit(node);
  return { undoing: [], struck: nodes.map((node) => node.name) };
}
