import type { LightCone } from "./light-cone.ts";
import type { RunData } from "./run-data.ts";

/** How many events lie in a cone and beside it, of those up to `seenEvent`; from the lanes' indexes, without a walk. */
export function coneCounts(
  cone: LightCone,
  data: RunData,
  seenEvent: number,
): { readonly past: number; readonly future: number; readonly concurrent: number } {
  let past = 0;
  let future = 0;
  let all = 0;
  for (let node = 0; node < cone.past.length; node++) {
    past += data.lanes.count(node, 0, cone.past[node]! + 1);
    const first = cone.future[node]!;
    if (first <= seenEvent) future += data.lanes.count(node, first, seenEvent + 1);
    all += data.lanes.count(node, 0, seenEvent + 1);
  }
  // The event itself stands in both.
  const own = cone.past.some((last) => last === cone.event) ? 1 : 0;
  return {
    past: past - own,
    future: Math.max(0, future - own),
    concurrent: Math.max(0, all - past - future + own),
  };
}
