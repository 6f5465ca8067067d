import { countLeading } from "../../base/index.ts";
/** How many of ascending events come before `event`. */
export function rank(events: readonly number[], event: number): number {
  return countLeading(events.length, (index) => events[index]! < event);
}
