import { countLeading } from "../../base/index.ts";
import { valueText, type Operation } from "../../history/index.ts";
import { groupByKey } from "./group-by-key.ts";
import type { Metric } from "./metric.ts";

/** Reads of the past. Assumes that no value is written twice under one key, as drawn workloads do. */
export const staleReads: Metric = {
  name: "stale-reads",
  unit: "",
  says:
    "Reads that returned a value although another value's write had begun after that value's write was answered, and was " +
    "itself answered before the read began: certainly an old value. Reads that may be old are not counted.",
  hasWindow: true,
  compute: ({ operations }) => groupByKey(operations).reduce((sum, group) => sum + countStale(group), 0),
};

export const freshReads: Metric = {
  name: "fresh-reads",
  unit: "",
  says: "The share of the reads that ended ok which were not stale, 0 to 1: see stale-reads.",
  hasWindow: true,
  compute(view) {
    const reads = view.operations.filter(({ f, type }) => f === "read" && type === "ok").length;
    return reads === 0 ? null : 1 - staleReads.compute(view)! / reads;
  },
};

/**
 * A read of v is stale when some write was invoked after v's write completed, and completed before the read was
 * invoked. Of the writes completed before a moment only the latest invoked one matters, so running maxima do.
 */
function countStale(operations: readonly Operation[]): number {
  const writes = operations
    .filter((one) => isWrite(one) && one.type === "ok")
    .sort((a, b) => a.completeEntry - b.completeEntry);
  const latestInvoked: number[] = [];
  for (const { invokeEntry } of writes) latestInvoked.push(Math.max(latestInvoked.at(-1) ?? -1, invokeEntry));
  const completedAt = new Map(writes.map((write) => [writtenText(write), write.completeEntry]));
  const unknown = new Set(operations.filter((one) => isWrite(one) && one.type === "info").map(writtenText));
  let stale = 0;
  for (const read of operations) {
    if (read.f !== "read" || read.type !== "ok") continue;
    const seen = valueText(read.output);
    if (unknown.has(seen)) continue;
    const seenAt = read.output === null ? -1 : completedAt.get(seen);
    const before = countCompletedBefore(writes, read.invokeEntry);
    if (seenAt !== undefined && before > 0 && latestInvoked[before - 1]! > seenAt) stale++;
  }
  return stale;
}

/** What a set or a counter holds no single operation wrote, so its reads are none of these. */
function isWrite({ f }: Operation): boolean {
  return f === "write" || f === "cas";
}

function writtenText({ f, input }: Operation): string {
  return valueText(f === "cas" ? (input as readonly Operation["input"][])[1]! : input);
}

function countCompletedBefore(writes: readonly Operation[], entry: number): number {
  return countLeading(writes.length, (index) => writes[index]!.completeEntry < entry);
}
