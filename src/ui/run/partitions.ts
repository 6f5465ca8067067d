import type { FaultSpan, FaultSpans } from "./fault-spans.ts";

/** The sides of every partition in force right after record `event`, in the order in which they came. */
export function partitionsAt(faults: FaultSpans, event: number): number[][][] {
  return faultsAt(faults, event).flatMap((span) => (span.groups === undefined ? [] : [span.groups]));
}

/** The faults in force right after record `event`. */
export function faultsAt(faults: FaultSpans, event: number): FaultSpan[] {
  return faults.spans.filter((span) => span.event <= event && (span.endEvent ?? Infinity) > event);
}
