import type { TagInfo } from "../../session/index.ts";
import type { RunData } from "../run/run-data.ts";

/** One of two runs, as far as it is known. */
export interface LaneSide {
  readonly data: RunData;
  readonly tags: readonly TagInfo[];
  /** All that happened before then is known; Infinity when the run is over. */
  readonly knownUs: number;
}

interface Lane {
  /** The last events that were found to be alike. */
  a: number;
  b: number;
  fromUs: number;
}

/** Events of all lanes together that are compared at a time: a few milliseconds of work. */
const MOST_STEPS = 60_000;

/**
 * From when on what happens at a node differs between two runs: at the first of its events that is not of the same
 * time, kind, other end and name. Two runs part for good somewhere, and a node may go on alike for long after: nothing
 * of it has reached that node yet.
 */
export class LaneDivergence {
  readonly #lanes: Lane[];

  /** `shared` events at the beginning of both runs are known to be the same. */
  constructor(nodes: number, shared: number) {
    this.#lanes = Array.from({ length: nodes }, () => ({ a: shared - 1, b: shared - 1, fromUs: Infinity }));
  }

  /** By node; Infinity where no difference is known. */
  get fromUs(): number[] {
    return this.#lanes.map((lane) => lane.fromUs);
  }

  /** Takes in what is new of both. False when there was too much for one time: call again. */
  extend(a: LaneSide, b: LaneSide): boolean {
    let steps = MOST_STEPS;
    this.#lanes.forEach((lane, node) => {
      while (steps > 0 && lane.fromUs === Infinity && compareNext(lane, node, a, b)) steps--;
    });
    return steps > 0;
  }
}

/** True when one more pair of events was found to be alike. */
function compareNext(lane: Lane, node: number, a: LaneSide, b: LaneSide): boolean {
  const left = a.data.lanes.next(node, lane.a);
  const right = b.data.lanes.next(node, lane.b);
  if (left >= 0 && right >= 0 && isSameEvent(a, left, b, right)) {
    lane.a = left;
    lane.b = right;
    return true;
  }
  const atUs = Math.min(timeOf(a, left), timeOf(b, right));
  // What one run does and the other does not is a difference once the other is known to be past it.
  if (atUs < Infinity && isPast(a, left, atUs) && isPast(b, right, atUs)) lane.fromUs = atUs;
  return false;
}

function isPast(side: LaneSide, next: number, atUs: number): boolean {
  return next >= 0 || side.knownUs > atUs;
}

function timeOf({ data }: LaneSide, event: number): number {
  return event < 0 ? Infinity : data.columns.timeUs[event]!;
}

function isSameEvent(a: LaneSide, left: number, b: LaneSide, right: number): boolean {
  const [one, other] = [a.data.columns, b.data.columns];
  return (
    one.timeUs[left] === other.timeUs[right] &&
    one.kind[left] === other.kind[right] &&
    one.peer[left] === other.peer[right] &&
    a.tags[one.tag[left]!]?.name === b.tags[other.tag[right]!]?.name
  );
}
