import type { Moment, MomentKind, Moments } from "../run/moments.ts";
import type { TimeScale } from "./timeline-scale.ts";

/** Moments of one kind that are one mark on the timeline. */
export interface MomentGroup {
  readonly first: Moment;
  readonly count: number;
}

/** Those of one kind that would touch each other are one mark, px. */
const APART = 9;

/** The first `count` moments of a kind, those side by side as one: a mark costs a search, whatever it stands for. */
export function groupMoments(
  moments: Moments,
  kind: MomentKind,
  count: number,
  x: Pick<TimeScale, "invert"> & ((us: number) => number),
): MomentGroup[] {
  const groups: MomentGroup[] = [];
  for (let rank = 0; rank < count;) {
    const first = moments.at(kind, rank)!;
    const untilUs = x.invert(x(first.timeUs) + APART);
    const end = Math.min(count, Math.max(rank + 1, moments.rankAfter(kind, untilUs)));
    groups.push({ first, count: end - rank });
    rank = end;
  }
  return groups;
}
