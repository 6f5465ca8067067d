import { flightsAt, type Flight } from "../run/in-flight.ts";
import { playheadNow } from "../state/playhead-store.ts";
import { runNow } from "../state/run-store.ts";
import type { FaultTarget } from "./fault-menu-store.ts";

/** Which nodes and pairs are listed: more than these are found on the stage. */
export const MOST_NODES = 12;
const MOST_LINKED = 8;

/** Each pair of the first replicas once. */
export function linkTargets(replicas: readonly number[]): Extract<FaultTarget, { kind: "link" }>[] {
  const linked = replicas.slice(0, MOST_LINKED);
  return linked.flatMap((from, index) =>
    linked.slice(index + 1).map((to) => ({ kind: "link" as const, from, to })),
  );
}

/** The newest messages on their way at the playhead that can still be lost or delayed. */
export function flightsNow(): readonly Flight[] {
  const { data } = runNow();
  const { event, timeUs } = playheadNow();
  if (data === undefined) return [];
  return flightsAt(data.columns, event, timeUs, data.longestFlightUs)
    .filter(({ endUs, sentUs }) => endUs > Math.max(Math.ceil(timeUs), sentUs + 1))
    .slice(-MOST_NODES);
}
