import type { Operation } from "../../history/index.ts";
import type { Metric, RunView } from "./metric.ts";
import { STATISTICS, summarize } from "./summary-statistics.ts";

const NAMES = ["read", "write", "cas"] as const;
const PLURALS = { read: "reads", write: "writes", cas: "cas" };
const TYPES = ["ok", "fail", "info"] as const;

/** What clients saw. */
export const operationMetrics: readonly Metric[] = [
  ...["", ...NAMES].flatMap((f) => Object.keys(STATISTICS).map((statistic) => latency(f, statistic))),
  {
    name: "throughput",
    unit: "per s",
    says: "Operations that ended ok, a second of virtual time.",
    hasWindow: true,
    compute: (view) => perSecond(view, (operation) => operation.type === "ok"),
  },
  {
    name: "answered",
    unit: "",
    says: "The fraction of operations begun that ended ok.",
    hasWindow: true,
    compute: ({ operations }) =>
      operations.length === 0
        ? null
        : operations.filter(({ type }) => type === "ok").length / operations.length,
  },
  count("operations", "Operations begun.", () => true),
  ...TYPES.map((type) =>
    count(
      `operations ${type}`,
      `Operations that ended ${type}${type === "info" ? " or not at all" : ""}.`,
      (one) => one.type === type,
    ),
  ),
  ...Object.entries(PLURALS).flatMap(([f, plural]) => [
    count(plural, `Operations ${f} begun.`, (one) => one.f === f),
    ...TYPES.map((type) =>
      count(
        `${plural} ${type}`,
        `Operations ${f} that ended ${type}.`,
        (one) => one.f === f && one.type === type,
      ),
    ),
  ]),
];

function latency(f: string, statistic: string): Metric {
  const of = f === "" ? "operations" : `operations ${f}`;
  return {
    name: `${f === "" ? "" : `${f} `}latency ${statistic}`,
    unit: "ms",
    says: `From invocation to answer, ${of} that ended ok: ${statistic}.`,
    hasWindow: true,
    compute: ({ operations }) =>
      summarize(
        operations.filter((one) => one.type === "ok" && (f === "" || one.f === f)).map(latencyMs),
        statistic,
      ),
  };
}

function latencyMs(operation: Operation): number {
  return (operation.completeUs! - operation.invokeUs!) / 1000;
}

function count(name: string, says: string, isCounted: (operation: Operation) => boolean): Metric {
  return {
    name,
    unit: "",
    says,
    hasWindow: true,
    compute: ({ operations }) =>
      operations.reduce((sum, operation) => sum + (isCounted(operation) ? 1 : 0), 0),
  };
}

function perSecond(
  { operations, fromUs, untilUs }: RunView,
  isCounted: (operation: Operation) => boolean,
): number | null {
  if (untilUs <= fromUs) return null;
  return (operations.filter(isCounted).length * 1e6) / (untilUs - fromUs);
}
