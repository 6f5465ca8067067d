import { electionMetrics } from "./election-metrics.ts";
import { lostUpdates } from "./lost-updates.ts";
import { messageMetrics } from "./message-metrics.ts";
import type { Metric } from "./metric.ts";
import { operationMetrics } from "./operation-metrics.ts";
import { freshReads, staleReads } from "./stale-reads.ts";
import { stalenessMetrics } from "./staleness-metrics.ts";

/**
 * Every metric. A new one is a line in the file of its kind; a new kind is a file and a line here. `known-metrics.ts`, by which
 * documents are read, is made from this.
 */
export const metrics: readonly Metric[] = [
  ...electionMetrics,
  ...operationMetrics,
  staleReads,
  freshReads,
  ...stalenessMetrics,
  lostUpdates,
  ...messageMetrics,
];

const byName = new Map(metrics.map((metric) => [metric.name, metric]));

/** Undefined for a name that no metric bears. */
export function findMetric(name: string): Metric | undefined {
  return byName.get(name);
}
