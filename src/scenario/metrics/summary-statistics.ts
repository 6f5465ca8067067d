import { percentile } from "../../base/index.ts";

/** Ways to make one number of many. */
export const STATISTICS: Readonly<Record<string, (sorted: readonly number[]) => number>> = {
  mean: (sorted) => sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
  min: (sorted) => sorted[0]!,
  p10: (sorted) => percentile(sorted, 0.1),
  p25: (sorted) => percentile(sorted, 0.25),
  p50: (sorted) => percentile(sorted, 0.5),
  p75: (sorted) => percentile(sorted, 0.75),
  p90: (sorted) => percentile(sorted, 0.9),
  p95: (sorted) => percentile(sorted, 0.95),
  p99: (sorted) => percentile(sorted, 0.99),
  "p99.9": (sorted) => percentile(sorted, 0.999),
  max: (sorted) => sorted[sorted.length - 1]!,
};

/** Null for no values at all. */
export function summarize(values: readonly number[], statistic: string): number | null {
  if (values.length === 0) return null;
  return STATISTICS[statistic]!(values.toSorted((a, b) => a - b));
}
