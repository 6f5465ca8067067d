import { LogicalTime } from "../run/logical-time.ts";
import type { RunData } from "../run/run-data.ts";

/** Records that a frame can spare the time for. */
const MOST = 400_000;

const known = new WeakMap<RunData, LogicalTime>();

/** The logical times of a run, and whether they were counted up to its end: else ask again in the next frame. */
export function timesNow(
  data: RunData,
  nodes: number,
): { readonly times: LogicalTime; readonly isComplete: boolean } {
  let times = known.get(data);
  if (times === undefined) known.set(data, (times = new LogicalTime(data, nodes)));
  return { times, isComplete: times.extend(MOST) };
}
