import { isSame } from "../base/index.ts";
import type { Divergence } from "./api.ts";
import type { Timeline } from "./timeline.ts";
import { eventText } from "./words.ts";

/** How far two runs were found to be equal, so that a later question goes on from there. */
export interface Equal {
  records: number;
}

/** The first event at which two runs differ, within what both have computed. */
export function divergenceOf(a: Timeline, b: Timeline, equal: Equal): Divergence | undefined {
  const left = a.trace;
  const right = b.trace;
  const end = Math.min(left.length, right.length);
  let at = Math.max(equal.records, left.sharedWith(right));
  while (at < end && isSameRecord(a, b, at)) at++;
  equal.records = at;
  // One is over, or where it is: the other's next event is the first difference only if there is no more to come.
  const isOpen = at === end && !(left.length > at ? b.isOver : right.length > at ? a.isOver : false);
  if (isOpen) return undefined;
  const timeUs = Math.min(timeAt(a, at), timeAt(b, at));
  return { event: at, timeUs, a: textAt(a, at), b: textAt(b, at) };
}

function isSameRecord(a: Timeline, b: Timeline, at: number): boolean {
  const left = a.trace;
  const right = b.trace;
  return (
    left.timeUs(at) === right.timeUs(at) &&
    left.kind(at) === right.kind(at) &&
    left.node(at) === right.node(at) &&
    left.peer(at) === right.peer(at) &&
    left.cause(at) === right.cause(at) &&
    a.frontier.tagNames[left.tag(at)] === b.frontier.tagNames[right.tag(at)] &&
    isSame(left.payload(at), right.payload(at))
  );
}

function timeAt({ trace }: Timeline, index: number): number {
  return index < trace.length ? trace.timeUs(index) : Infinity;
}

function textAt({ frontier, trace }: Timeline, index: number): string {
  return index < trace.length ? eventText(frontier, trace, index) : "the run is over";
}
