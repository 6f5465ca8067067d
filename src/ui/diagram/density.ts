import type { RunInfo } from "../../session/index.ts";
import type { Family } from "../parts/glyphs.ts";
import type { EventClass, EventClasses } from "../run/event-classes.ts";
import { isDrop, isMessage } from "../run/kinds.ts";
import type { LightCone } from "../run/light-cone.ts";
import type { Lane } from "./lanes.ts";
import type { TimeColumns } from "./time-columns.ts";

/**
 * How much happens where, by columns of time: true counts, from the classes' counts at the columns' edges. Costs in
 * proportion to columns × classes, whatever the length of the run.
 *
 * `at[lane * columns + column]` counts a lane's events; `flows` the messages that pass the gap under a lane on their
 * way, in the column in which they arrive or are dropped; `lost` those of them that never reached the lane.
 */
export interface Density {
  readonly events: Uint32Array;
  /** Bright ones first; those that are wholly beside the light cone are counted apart. */
  readonly flows: ReadonlyMap<Family, Flow>;
  readonly lostFromAbove: Uint32Array;
  readonly lostFromBelow: Uint32Array;
}

export interface Flow {
  readonly family: Family;
  readonly bright: Uint32Array;
  readonly faded: Uint32Array;
}

export interface DensityQuery {
  readonly classes: EventClasses;
  readonly info: RunInfo;
  readonly lanes: readonly Lane[];
  readonly columns: TimeColumns;
  readonly cone?: LightCone | undefined;
  /** By tag: true of what the reader does not want to see. */
  readonly isHidden?: readonly boolean[] | undefined;
}

/** What one class adds to: found once a drawing, for thousands of looks. */
interface Part {
  readonly id: number;
  readonly lane: number;
  readonly from: number;
  readonly family: Family | undefined;
  readonly isLost: boolean;
  /** Bright are the records before the one bound and from the other on. */
  readonly pastEnd: number;
  readonly futureStart: number;
}

export function densityOf(query: DensityQuery): Density {
  const { classes, columns, lanes } = query;
  const { count, bounds } = columns;
  const parts = partsOf(query);
  const size = lanes.length * count;
  const density = {
    events: new Uint32Array(size),
    flows: new Map<Family, Flow>(),
    lostFromAbove: new Uint32Array(size),
    lostFromBelow: new Uint32Array(size),
  };
  for (const { family } of parts) {
    if (family !== undefined && !density.flows.has(family))
      density.flows.set(family, { family, bright: new Uint32Array(size), faded: new Uint32Array(size) });
  }
  const before = new Uint32Array(classes.list.length);
  const after = new Uint32Array(classes.list.length);
  classes.countsBefore(bounds[0] ?? 0, before);
  after.set(before);
  for (let column = 0; column < count; column++) {
    const [start, end] = [bounds[column]!, bounds[column + 1]!];
    if (start === end) continue;
    classes.moveCounts(after, start, end);
    for (const part of parts) {
      const here = after[part.id]! - before[part.id]!;
      if (here > 0)
        addPart(density, part, here, column, count, start < part.pastEnd || end > part.futureStart);
    }
    before.set(after);
  }
  return density;
}

function addPart(
  density: Density,
  part: Part,
  here: number,
  column: number,
  count: number,
  isBright: boolean,
): void {
  const { lane, from } = part;
  if (lane >= 0 && !part.isLost) density.events[lane * count + column]! += here;
  if (part.family === undefined) return;
  if (part.isLost) {
    const lost = from < lane ? density.lostFromAbove : density.lostFromBelow;
    lost[lane * count + column]! += here;
  }
  const flow = density.flows.get(part.family)![isBright ? "bright" : "faded"];
  for (let gap = Math.min(lane, from); gap < Math.max(lane, from); gap++) flow[gap * count + column]! += here;
}

function partsOf({ classes, info, lanes, cone, isHidden }: DensityQuery): Part[] {
  const laneOf = new Map(lanes.map((lane, index) => [lane.node, index]));
  return classes.list.flatMap((one, id) => {
    const lane = laneOf.get(one.node) ?? -1;
    const from = isMessage(one.kind) ? (laneOf.get(one.peer) ?? -1) : -1;
    const family = from >= 0 && from !== lane ? info.tags[one.tag]?.family : undefined;
    if (lane < 0 || (isMessage(one.kind) && isHidden?.[one.tag] === true)) return [];
    return [{ id, lane, from, family, isLost: isDrop(one.kind), ...brightOf(one, cone) }];
  });
}

/** Both ends of a message in the cone: it arrives in the past, or is sent in the future. */
function brightOf(one: EventClass, cone: LightCone | undefined): Pick<Part, "pastEnd" | "futureStart"> {
  if (cone === undefined) return { pastEnd: Infinity, futureStart: 0 };
  const future = isDrop(one.kind) ? 0 : (cone.future[one.node] ?? Infinity);
  const sender = isMessage(one.kind) ? (cone.future[one.peer] ?? Infinity) : 0;
  return {
    pastEnd: isDrop(one.kind) ? 0 : (cone.past[one.node] ?? -1) + 1,
    futureStart: Math.max(future, sender),
  };
}
