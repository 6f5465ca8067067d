import { valuesOf } from "../../base/index.ts";
import { measureStaleness, type Staleness } from "../../checkers/index.ts";
import { toOperations } from "../../history/index.ts";
import type { Metric, RunView } from "./metric.ts";
import { summarize } from "./summary-statistics.ts";

const SUMMARIES = ["mean", "p50", "p90", "p95", "p99", "p99.9", "max"];

/** How old what reads returned certainly was, over all reads; fresh ones count as 0. */
export const stalenessMetrics: readonly Metric[] = SUMMARIES.flatMap((statistic) => [
  summary(
    `staleness ${statistic}`,
    "ms",
    `For how long at least the value that a read returned had been overwritten when the read began: ${statistic}.`,
    ({ us }) => us / 1000,
    statistic,
  ),
  summary(
    `staleness-versions ${statistic}`,
    "",
    `How many versions at least a read was behind: ${statistic}.`,
    ({ versions }) => versions,
    statistic,
  ),
]);

function summary(
  name: string,
  unit: Metric["unit"],
  says: string,
  valueOf: (staleness: Staleness) => number,
  statistic: string,
): Metric {
  return {
    name,
    unit,
    says,
    hasWindow: true,
    compute: (view) => summarize(measureWindow(view).map(valueOf), statistic),
  };
}

/** Reads of the window; what they read may have been written before it. */
function measureWindow({ cluster, fromUs, untilUs }: RunView): Staleness[] {
  const all = measureStaleness(toOperations(valuesOf(cluster.history)));
  return all.filter(({ read }) => read.invokeUs! >= fromUs && read.invokeUs! < untilUs);
}
