import type { InFlight } from "../../session/index.ts";
import type { Columns } from "./columns.ts";
import { EventKind, isMessage } from "./kinds.ts";

/** The record that ends the flight of a message; −1 as long as it is not computed. */
export function recordOfFlight(columns: Columns, { from, to, cause, tag, arrivesUs }: InFlight): number {
  return findAt(
    columns,
    arrivesUs,
    (record) =>
      columns.node[record] === to &&
      columns.peer[record] === from &&
      columns.tag[record] === tag &&
      columns.cause[record] === cause &&
      isMessage(columns.kind[record]!),
  );
}

/** The record at which a timer fires that is due at `dueUs`; −1 when it does not: it was set anew, or stopped. */
export function recordOfTimer(columns: Columns, node: number, tag: number, dueUs: number): number {
  return findAt(
    columns,
    dueUs,
    (record) =>
      columns.node[record] === node &&
      columns.tag[record] === tag &&
      columns.kind[record] === EventKind.timer,
  );
}

/** The first fault of an instant, −1 where none strikes then. */
export function recordOfFault(columns: Columns, us: number): number {
  let first = -1;
  for (let record = columns.lastAt(us); record >= 0 && columns.timeUs[record] === us; record--) {
    if (columns.kind[record] === EventKind.fault) first = record;
  }
  return first;
}

/** Among the records of one instant. */
function findAt(columns: Columns, us: number, isWanted: (record: number) => boolean): number {
  for (let record = columns.lastAt(us); record >= 0 && columns.timeUs[record] === us; record--) {
    if (isWanted(record)) return record;
  }
  return -1;
}
