import type { Columns } from "./columns.ts";
import { isDrop, NO_CAUSE } from "./kinds.ts";

/**
 * The light cone of an event: what could have caused it and what it could have caused. Happens-before is the
 * order of events at one node plus the way from a message's sending to its arrival (Lamport 1978), so the cone is
 * known from one bound a node: the past is everything at the node up to `past[node]`, the future everything
 * from `future[node]` on. A dropped message tells its receiver nothing and bounds nothing.
 */
export interface LightCone {
  readonly event: number;
  /** Last record of the node in the past; −1 when none is. */
  readonly past: Int32Array;
  /** First record of the node in the future; `NEVER` as long as none is. */
  readonly future: Float64Array;
  /** Records from here on were looked at for the past; nothing before it can add to it once it is 0. */
  reached: number;
  /** Records up to here were looked at for the future. */
  scanned: number;
}

const NEVER = Infinity;

/** The cone of record `event`; its future is found by `extendCone`, and by `extendPast` what `most` records left of its past. */
export function coneOf(columns: Columns, event: number, nodes: number, most = Infinity): LightCone {
  const past = new Int32Array(nodes).fill(-1);
  const future = new Float64Array(nodes).fill(NEVER);
  const node = columns.node[event]!;
  // What was dropped never happened at its receiver: only its sender's past is its own.
  if (node < nodes && !isDrop(columns.kind[event]!)) {
    past[node] = event;
    future[node] = event;
  }
  const first = columns.cause[event]!;
  if (first !== NO_CAUSE) raise(past, columns.node[first]!, first);
  const cone = { event, past, future, reached: event + 1, scanned: event };
  extendPast(cone, columns, most);
  return cone;
}

/** Goes on looking for the past over at most `most` records; true when all of it is known. */
export function extendPast(cone: LightCone, columns: Columns, most: number): boolean {
  const { past } = cone;
  const end = Math.max(0, cone.reached - most);
  let floor = lowest(past);
  let record = cone.reached - 1;
  for (; record >= end; record--) {
    // A cause is earlier than what it causes: from here on no bound can be raised.
    if (record <= floor) return finishPast(cone);
    if (record > (past[columns.node[record]!] ?? -1) || isDrop(columns.kind[record]!)) continue;
    const cause = columns.cause[record]!;
    if (cause !== NO_CAUSE && raise(past, columns.node[cause]!, cause)) floor = lowest(past);
  }
  cone.reached = record + 1;
  return cone.reached === 0;
}

function finishPast(cone: LightCone): true {
  cone.reached = 0;
  return true;
}

/** Follows the future up to record `end`, going on from where the last call stopped. */
export function extendCone(cone: LightCone, columns: Columns, end: number): void {
  const { future } = cone;
  // Where every node is reached there is nothing more to find.
  const isEverywhere = future.every((first) => first <= cone.scanned);
  for (
    let record = isEverywhere ? end + 1 : cone.scanned + 1;
    record < Math.min(end + 1, columns.length);
    record++
  ) {
    const node = columns.node[record]!;
    if (node >= future.length || future[node]! <= record || isDrop(columns.kind[record]!)) continue;
    const cause = columns.cause[record]!;
    if (cause === NO_CAUSE) continue;
    const isCaused = cause === cone.event || (future[columns.node[cause]!] ?? NEVER) <= cause;
    if (isCaused) future[node] = record;
  }
  cone.scanned = Math.max(cone.scanned, Math.min(end, columns.length - 1));
}

export function isInPast(cone: LightCone, columns: Columns, record: number): boolean {
  if (record === cone.event) return true;
  return !isDrop(columns.kind[record]!) && record <= (cone.past[columns.node[record]!] ?? -1);
}

export function isInFuture(cone: LightCone, columns: Columns, record: number): boolean {
  if (record === cone.event) return true;
  const cause = columns.cause[record]!;
  if (isDrop(columns.kind[record]!))
    return (
      cause !== NO_CAUSE && (cause === cone.event || (cone.future[columns.node[cause]!] ?? NEVER) <= cause)
    );
  return (cone.future[columns.node[record]!] ?? NEVER) <= record;
}

/** A message belongs to the cone when both its ends do. */
export function isFlightInCone(cone: LightCone, columns: Columns, record: number): boolean {
  if (isInPast(cone, columns, record)) return true;
  const cause = columns.cause[record]!;
  return cause !== NO_CAUSE && isInFuture(cone, columns, record) && isInFuture(cone, columns, cause);
}

/** Raises a node's bound to a record; false when it is as high already. */
function raise(past: Int32Array, node: number, record: number): boolean {
  if (node >= past.length || past[node]! >= record) return false;
  past[node] = record;
  return true;
}

function lowest(past: Int32Array): number {
  return past.reduce((low, bound) => Math.min(low, bound), Infinity);
}
