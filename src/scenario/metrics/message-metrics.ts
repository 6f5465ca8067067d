import { EventKind, type Cluster } from "../../cluster/index.ts";
import type { Metric } from "./metric.ts";

const DROPS: readonly (readonly [name: string, kind: EventKind, says: string])[] = [
  ["lost", EventKind.dropLoss, "by chance"],
  ["cut", EventKind.dropCut, "across a partition or cut"],
  ["down", EventKind.dropDown, "at a node that was down"],
  ["overflow", EventKind.dropOverflow, "for want of buffer space"],
  ["by fault", EventKind.dropFault, "by a fault that was meant for that one message"],
];

/** What became of messages. Those still under way are not counted. */
export const messageMetrics: readonly Metric[] = [
  counter(
    "messages",
    "Messages that arrived or were dropped.",
    (cluster) => delivered(cluster) + dropped(cluster),
  ),
  counter("delivered", "Messages that arrived.", delivered),
  counter("dropped", "Messages that did not arrive, for whatever reason.", dropped),
  ...DROPS.map(([name, kind, says]) =>
    counter(`dropped ${name}`, `Messages dropped ${says}.`, ({ arrivals }) => arrivals[kind]!),
  ),
  counter("events", "Events of the run.", (cluster) => cluster.events),
];

function counter(name: string, says: string, count: (cluster: Cluster) => number): Metric {
  return { name, unit: "", says, hasWindow: false, compute: ({ cluster }) => count(cluster) };
}

function delivered({ arrivals }: Cluster): number {
  return arrivals[EventKind.deliver]!;
}

function dropped({ arrivals }: Cluster): number {
  return DROPS.reduce((sum, [, kind]) => sum + arrivals[kind]!, 0);
}
