import type { Cluster, Note } from "../../cluster/index.ts";
import type { Operation } from "../../history/index.ts";

/**
 * What a metric's number counts: milliseconds, operations (or whatever is named) per second, or things. In claims the
 * first two are written with a unit, `50ms` and `20/s`.
 */
export type Unit = "ms" | "per s" | "";

/** A number that a run is reduced to; null where the run gives none (no leader was elected, nothing was read). */
export interface Metric {
  readonly name: string;
  readonly unit: Unit;
  /** What exactly it is, in a sentence or two. */
  readonly says: string;
  /** True when it can be taken over a part of the run. */
  readonly hasWindow: boolean;
  compute(view: RunView): number | null;
}

/** What metrics look at: all of it is there whatever the trace level. Times are fromUs ≤ t < untilUs. */
export interface RunView {
  readonly cluster: Cluster;
  readonly fromUs: number;
  readonly untilUs: number;
  /** Notes of that time, in order. */
  readonly notes: readonly Note[];
  /** Operations that were invoked in that time, in order. */
  readonly operations: readonly Operation[];
  /** The workload's; undefined when there is none. */
  readonly kind?: string | undefined;
}

/** The part of a view that lies in a span of time. */
export function windowOf(view: RunView, fromUs: number, untilUs: number): RunView {
  const isWithin = (us: number | undefined): boolean => us !== undefined && us >= fromUs && us < untilUs;
  return {
    ...view,
    fromUs: Math.max(view.fromUs, fromUs),
    untilUs: Math.min(view.untilUs, untilUs),
    notes: view.notes.filter((note) => isWithin(note.timeUs)),
    operations: view.operations.filter((operation) => isWithin(operation.invokeUs)),
  };
}
