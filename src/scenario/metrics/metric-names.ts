import { KNOWN_METRICS } from "./known-metrics.ts";
import type { Unit } from "./metric.ts";

/** What a document is read with: that a metric is there and what it counts, without how. */
interface KnownMetric {
  readonly unit: Unit;
  readonly hasWindow: boolean;
}

const byName = new Map(KNOWN_METRICS.map(([name, unit, hasWindow]) => [name, { unit, hasWindow }]));

export const metricNames: readonly string[] = KNOWN_METRICS.map(([name]) => name);

/** Undefined for a name that no metric bears. */
export function knownMetric(name: string): KnownMetric | undefined {
  return byName.get(name);
}
