import type { Columns } from "./columns.ts";
import { isMessage, NO_CAUSE } from "./kinds.ts";

/** A message on its way at some moment. `record` is where its flight ends. */
export interface Flight {
  readonly record: number;
  readonly from: number;
  readonly to: number;
  readonly tag: number;
  readonly sentUs: number;
  readonly endUs: number;
  /** The kind of the record that ends it: delivered, or how it is dropped. */
  readonly endKind: number;
}

/** A heavy tail must not turn a frame into a walk over the run. */
const LOOK_AHEAD = 6_000;

/**
 * The messages that were sent at or before record `event` and whose flight ends after it, from the trace alone: exact
 * at every instant between two events, without asking the engine. `longestUs` is the longest flight of the run.
 */
export function flightsAt(columns: Columns, event: number, timeUs: number, longestUs: number): Flight[] {
  const flights: Flight[] = [];
  const end = Math.min(columns.length, event + 1 + LOOK_AHEAD);
  for (let record = event + 1; record < end; record++) {
    if (columns.timeUs[record]! > timeUs + longestUs) break;
    if (!isMessage(columns.kind[record]!)) continue;
    const cause = columns.cause[record]!;
    if (cause !== NO_CAUSE && cause > event) continue;
    flights.push(flightOf(columns, record));
  }
  return flights;
}

/** How much of its way a message has gone: 0 … 1. */
export function progressOf(flight: Flight, timeUs: number): number {
  const lengthUs = flight.endUs - flight.sentUs;
  return lengthUs <= 0 ? 1 : Math.min(1, Math.max(0, (timeUs - flight.sentUs) / lengthUs));
}

export function flightOf(columns: Columns, record: number): Flight {
  const cause = columns.cause[record]!;
  return {
    record,
    from: columns.peer[record]!,
    to: columns.node[record]!,
    tag: columns.tag[record]!,
    sentUs: cause === NO_CAUSE ? 0 : columns.timeUs[cause]!,
    endUs: columns.timeUs[record]!,
    endKind: columns.kind[record]!,
  };
}
