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
  /** Records up to here were looked at for the future. */
  scanned: number;
}

const NEVER = Infinity;

/** The cone of record `event`; its future is found by `extendCone`. */
export function coneOf(columns: Columns, event: number, nodes: number): LightCone {
  const past = new Int32Array(nodes).fill(-1);
  const future = new Float64Array(nodes).fill(NEVER);
  const node = columns.node[event]!;
  // What was dropped never happened at its receiver: only its sender's past is its own.
  if (node < nodes && !isDrop(columns.kind[event]!)) {
    past[node] = event;
    future[node] = event;
  }
  boundPast(columns, event, past);
  return { event, past, future, scanned: event };
}

/** Follows the future up to record `end`, going on from where the last call stopped. */
export function extendCone(cone: LightCone, columns: Columns, end: number): void {
  const { future } = cone;
  for (let record = cone.scanned + 1; record < Math.min(end + 1, columns.length); record++) {
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

function boundPast(columns: Columns, event: number, past: Int32Array): void {
  const first = columns.cause[event]!;
  if (first !== NO_CAUSE) raise(past, columns.node[first]!, first);
  for (let record = event; record >= 0; record--) {
    if (record > (past[columns.node[record]!] ?? -1) || isDrop(columns.kind[record]!)) continue;
    const cause = columns.cause[record]!;
    if (cause !== NO_CAUSE) raise(past, columns.node[cause]!, cause);
  }
}

function raise(past: Int32Array, node: number, record: number): void {
  if (node < past.length && past[node]! < record) past[node] = record;
}
