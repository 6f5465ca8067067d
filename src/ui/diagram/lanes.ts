import type { NodeInfo } from "../../session/index.ts";
import type { FaultSpan } from "../run/fault-spans.ts";

/** One line of the diagram. */
export interface Lane {
  readonly node: number;
  readonly name: string;
  readonly isClient: boolean;
  readonly y: number;
  /** What it has for itself, px. */
  readonly height: number;
  /** Clients under the cluster have their words under their bars. */
  readonly isUnder: boolean;
}

/** What the reader made of some lanes, by the names of their nodes. */
export interface LaneWishes {
  readonly hiddenNodes: readonly string[];
  readonly thinNodes: readonly string[];
}

const NO_WISHES: LaneWishes = { hiddenNodes: [], thinNodes: [] };

/**
 * Lanes from top to bottom: half of the clients, the replicas, the other clients. Replicas stand by the groups of
 * `partition`, so that its wall is one band; clients that it takes in stand over or under it as their replicas do, so that
 * no message of theirs seems to go through the wall.
 */
export function layoutLanes(
  nodes: readonly NodeInfo[],
  partition: FaultSpan | undefined,
  top: number,
  bottom: number,
  { hiddenNodes, thinNodes }: LaneWishes = NO_WISHES,
): Lane[] {
  const ids = nodes.flatMap(({ name }, id) => (hiddenNodes.includes(name) ? [] : [id]));
  const clients = ids.filter((id) => nodes[id]!.kind === "client");
  const groupOf = (id: number): number =>
    partition?.groups?.findIndex((group) => group.includes(id)) ?? NO_GROUP;
  const { above, under } = clientsAround(clients, groupOf);
  const replicas = ids
    .filter((id) => nodes[id]!.kind === "replica")
    .sort((a, b) => groupOf(a) - groupOf(b) || a - b);
  const order = [...above, ...replicas, ...under];
  // The words of operations stand over or under their bars: a client's lane is wider where there is room for them.
  const hasRoom = bottom - top >= order.length * ROOMY;
  const weightOf = (id: number): number => {
    if (thinNodes.includes(nodes[id]!.name)) return THIN_WEIGHT;
    return hasRoom && nodes[id]!.kind === "client" ? CLIENT_WEIGHT : 1;
  };
  const unit = (bottom - top) / Math.max(1, sum(order.map(weightOf)));
  let edge = top;
  return order.map((node) => {
    const isClient = nodes[node]!.kind === "client";
    const isUnder = under.includes(node);
    const height = unit * weightOf(node);
    const share = isClient && hasRoom ? (isUnder ? 0.3 : 0.7) : 0.5;
    const y = Math.round(edge + height * share) + 0.5;
    edge += height;
    return { node, name: nodes[node]!.name, isClient, y, height, isUnder };
  });
}

const NO_GROUP = -1;

/** Those of the first group above, those of the others under the replicas; whoever is in none where there is room. */
function clientsAround(
  clients: readonly number[],
  groupOf: (id: number) => number,
): { readonly above: number[]; readonly under: number[] } {
  const above = clients.filter((id) => groupOf(id) === 0);
  const under = clients.filter((id) => groupOf(id) > 0);
  const free = clients.filter((id) => groupOf(id) === NO_GROUP);
  const most = Math.max(0, Math.ceil(clients.length / 2) - above.length);
  return {
    above: [...free.slice(0, most), ...above].sort((a, b) => a - b),
    under: [...under, ...free.slice(most)].sort((a, b) => groupOf(a) - groupOf(b) || a - b),
  };
}

const CLIENT_WEIGHT = 1.5;
const THIN_WEIGHT = 0.3;
/** Height of a lane from which on there is room for words between lanes, px. */
const ROOMY = 22;

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The gaps between neighbouring replica lanes that a partition cuts, as the heights of its walls. */
export function wallHeights(lanes: readonly Lane[], groups: readonly (readonly number[])[]): number[] {
  const groupOf = (node: number): number => groups.findIndex((group) => group.includes(node));
  const replicas = lanes.filter((lane) => !lane.isClient);
  return replicas.slice(1).flatMap((lane, index) => {
    const above = replicas[index]!;
    const [a, b] = [groupOf(above.node), groupOf(lane.node)];
    return a !== b && a >= 0 && b >= 0 ? [(above.y + lane.y) / 2] : [];
  });
}
