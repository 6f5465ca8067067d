import type { RunData } from "../run/run-data.ts";
import { densityOf, type Density, type DensityQuery, type Flow } from "./density.ts";
import type { TimeColumns } from "./time-columns.ts";

/** What the last drawing of a run counted. */
interface Known {
  /** All that the counts depend on but for the stretch of time. */
  readonly key: string;
  readonly density: Density;
  /** Place of the first column on the grid. */
  readonly first: number;
  readonly count: number;
  /** So many columns from the first on are over: no record that is still to be played falls into them. */
  readonly over: number;
}

const lastOf = new WeakMap<RunData, Known>();

/**
 * As `densityOf`, but what the last drawing counted is not counted anew: panning counts the columns that come into
 * sight, and zooming none until columns of another width are drawn.
 */
export function densityNow(data: RunData, query: DensityQuery, seenEvent: number): Density {
  const { columns } = query;
  const key = keyOf(query);
  const first = (columns.edgesUs[0] ?? 0) / columns.widthUs;
  let over = 0;
  while (over < columns.count && columns.bounds[over + 1]! <= seenEvent) over++;
  const last = lastOf.get(data);
  const density = last?.key === key ? extended(query, first, over, last) : densityOf(query);
  lastOf.set(data, { key, density, first, count: columns.count, over });
  return density;
}

function keyOf({ columns, lanes, isHidden, cone }: DensityQuery): string {
  const bounds = cone === undefined ? "" : `${cone.event} ${cone.past.join()} ${cone.future.join()}`;
  return `${columns.widthUs} ${lanes.map(({ node }) => node).join()} ${isHidden?.join() ?? ""} ${bounds}`;
}

function extended(query: DensityQuery, first: number, over: number, last: Known): Density {
  const { columns, lanes } = query;
  const start = Math.max(first, last.first);
  const end = Math.min(first + over, last.first + last.over);
  if (end <= start) return densityOf(query);
  const target = emptyDensity(lanes.length * columns.count);
  const copy = (source: Density, sourceCount: number, from: number, count: number, at: number): void =>
    paste(target, columns.count, source, sourceCount, { from, count, at, lanes: lanes.length });
  copy(last.density, last.count, start - last.first, end - start, start - first);
  for (const [from, to] of [
    [0, start - first],
    [end - first, columns.count],
  ] as const) {
    if (to <= from) continue;
    const part = densityOf({ ...query, columns: sliceOf(columns, from, to) });
    copy(part, to - from, 0, to - from, from);
  }
  return target;
}

function sliceOf(columns: TimeColumns, from: number, to: number): TimeColumns {
  return {
    ...columns,
    count: to - from,
    edgesUs: columns.edgesUs.subarray(from, to + 1),
    bounds: columns.bounds.subarray(from, to + 1),
  };
}

function emptyDensity(size: number): Density & { readonly flows: Map<Flow["family"], Flow> } {
  return {
    events: new Uint32Array(size),
    flows: new Map(),
    lostFromAbove: new Uint32Array(size),
    lostFromBelow: new Uint32Array(size),
  };
}

interface Stretch {
  readonly from: number;
  readonly count: number;
  readonly at: number;
  readonly lanes: number;
}

/** Copies a stretch of columns, of all lanes and flows, to where it is in the target. */
function paste(
  target: ReturnType<typeof emptyDensity>,
  targetCount: number,
  source: Density,
  sourceCount: number,
  { from, count, at, lanes }: Stretch,
): void {
  const copy = (to: Uint32Array, counts: Uint32Array): void => {
    for (let lane = 0; lane < lanes; lane++) {
      const start = lane * sourceCount + from;
      to.set(counts.subarray(start, start + count), lane * targetCount + at);
    }
  };
  copy(target.events, source.events);
  copy(target.lostFromAbove, source.lostFromAbove);
  copy(target.lostFromBelow, source.lostFromBelow);
  for (const [family, { bright, faded }] of source.flows) {
    let flow = target.flows.get(family);
    if (flow === undefined) {
      const size = target.events.length;
      flow = { family, bright: new Uint32Array(size), faded: new Uint32Array(size) };
      target.flows.set(family, flow);
    }
    copy(flow.bright, bright);
    copy(flow.faded, faded);
  }
}
