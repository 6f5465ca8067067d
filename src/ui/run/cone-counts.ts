import type { EventClasses } from "./event-classes.ts";
import { isDrop } from "./kinds.ts";
import type { LightCone } from "./light-cone.ts";
import type { RunData } from "./run-data.ts";

/**
 * How many events lie in a cone and beside it, of those of nodes up to `seenEvent`, without a walk. What was dropped
 * is no event of its receiver, and the cone's own event is none of the three.
 */
export function coneCounts(
  cone: LightCone,
  { classes, columns }: RunData,
  seenEvent: number,
): { readonly past: number; readonly future: number; readonly concurrent: number } {
  const end = seenEvent + 1;
  let past = 0;
  let future = 0;
  let all = 0;
  for (let node = 0; node < cone.past.length; node++) {
    const here = eventsBefore(classes, node, end);
    past += eventsBefore(classes, node, Math.min(end, cone.past[node]! + 1));
    future += here - eventsBefore(classes, node, Math.min(end, cone.future[node]!));
    all += here;
  }
  const own =
    isDrop(columns.kind[cone.event]!) || cone.past[columns.node[cone.event]!] !== cone.event ? 0 : 1;
  return { past: past - own, future: future - own, concurrent: all - past - future + own };
}

function eventsBefore(classes: EventClasses, node: number, end: number): number {
  const isWanted = Uint8Array.from(classes.list, (one) => (one.node === node && !isDrop(one.kind) ? 1 : 0));
  return classes.countWanted(isWanted, end);
}
